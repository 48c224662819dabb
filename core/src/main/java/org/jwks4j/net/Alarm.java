package org.jwks4j.net;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Rings once, at the earliest time it was set to. Ringing early does no harm, since who hears it looks at the time again; so
 * setting it to a later time changes nothing, and setting it again after every decision is cheap.
 */
public final class Alarm {
    private static final Setting CLOSED = new Setting(Long.MIN_VALUE);

    private final Environment environment;
    private final Runnable onRing;
    private final AtomicReference<@Nullable Setting> set = new AtomicReference<>();

    /** @param onRing run by the scheduler, so it must hand its work on */
    public Alarm(Environment environment, Runnable onRing) {
        this.environment = environment;
        this.onRing = onRing;
    }

    public void setNoLaterThan(long time) {
        while (time != Environment.NEVER) {
            Setting current = set.get();
            if (current != null && current.time <= time) {
                return;
            }
            Setting earlier = new Setting(time);
            if (set.compareAndSet(current, earlier)) {
                arm(earlier);
                cancel(current);
                return;
            }
        }
    }

    private void arm(Setting setting) {
        try {
            setting.timer = environment.schedule(setting.time - environment.now(), () -> ring(setting));
        } catch (RejectedExecutionException e) {
            set.compareAndSet(setting, CLOSED); // the scheduler was shut down: nothing rings any more
        }
    }

    private void ring(Setting setting) {
        if (set.compareAndSet(setting, null)) {
            onRing.run();
        }
    }

    public void close() {
        cancel(set.getAndSet(CLOSED));
    }

    private static void cancel(@Nullable Setting setting) {
        Future<?> timer = setting == null ? null : setting.timer;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private static final class Setting {
        private final long time;
        private volatile @Nullable Future<?> timer;

        private Setting(long time) {
            this.time = time;
        }
    }
}
