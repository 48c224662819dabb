package org.jwks4j.net;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Rings once, at the earliest time it was set to. Ringing early does no harm, since the handler looks at the time; so
 * setting it to a later time changes nothing, and setting it again after every decision is cheap.
 */
public final class Alarm {
    private static final AtomicReferenceFieldUpdater<Alarm, @Nullable Setting> SET =
            AtomicReferenceFieldUpdater.newUpdater(Alarm.class, Setting.class, "set");

    /** Before any time that is asked for, and set to nothing. */
    private static final long CLOSED = Long.MIN_VALUE;

    /** A timer that has not rung for so long waits by a clock that stood still while this one moved on. */
    private static final long OVERDUE = Duration.ofSeconds(1).toNanos();

    private final Environment environment;
    private final Runnable onRing;
    private volatile @Nullable Setting set;

    /** @param onRing run by the scheduler, so it must hand its work on */
    public Alarm(Environment environment, Runnable onRing) {
        this.environment = environment;
        this.onRing = onRing;
    }

    public void setNoLaterThan(long time) {
        while (time != Environment.NEVER) {
            Setting current = set;
            boolean overdue = current != null && isOverdue(current);
            if (current != null && current.time <= time && !overdue) {
                return;
            }
            Setting next = new Setting(overdue ? Math.min(time, environment.now()) : time);
            if (SET.compareAndSet(this, current, next)) {
                arm(next);
                cancel(current);
                return;
            }
        }
    }

    private boolean isOverdue(Setting setting) {
        return setting.time != CLOSED && environment.now() - setting.time > OVERDUE;
    }

    private void arm(Setting setting) {
        try {
            setting.timer = environment.schedule(setting.time - environment.now(), setting);
        } catch (RejectedExecutionException e) {
            SET.compareAndSet(this, setting, closed()); // the scheduler was shut down: nothing rings any more
        }
    }

    private void ring(Setting setting) {
        if (SET.compareAndSet(this, setting, null)) {
            onRing.run();
        }
    }

    public void close() {
        cancel(SET.getAndSet(this, closed()));
    }

    private Setting closed() {
        return new Setting(CLOSED);
    }

    private static void cancel(@Nullable Setting setting) {
        Future<?> timer = setting == null ? null : setting.timer;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private final class Setting implements Runnable {
        private final long time;
        private volatile @Nullable Future<?> timer;

        private Setting(long time) {
            this.time = time;
        }

        @Override
        public void run() {
            ring(this);
        }
    }
}
