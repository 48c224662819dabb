package org.jwks4j.net;

import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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

    /** By less, the clock of the timers and that of the engine run apart without having been set. */
    private static final long LATE = ElapsedTime.STEP.toNanos();

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
            if (current != null && current.time <= time && !isLate(current)) {
                return;
            }
            Setting next = new Setting(current == null ? time : Math.min(time, current.time));
            if (SET.compareAndSet(this, current, next)) {
                arm(next);
                cancel(current);
                return;
            }
        }
    }

    /** Whether its timer rings after its time: a timer does not count what only the wall clock counts, such as a suspension. */
    private boolean isLate(Setting setting) {
        Delayed timer = setting.timer;
        return timer != null && timer.getDelay(TimeUnit.NANOSECONDS) - (setting.time - environment.now()) >= LATE;
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
        ScheduledFuture<?> timer = setting == null ? null : setting.timer;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private final class Setting implements Runnable {
        private final long time;
        private volatile @Nullable ScheduledFuture<?> timer;

        private Setting(long time) {
            this.time = time;
        }

        @Override
        public void run() {
            ring(this);
        }
    }
}
