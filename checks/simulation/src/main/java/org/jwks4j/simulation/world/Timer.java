package org.jwks4j.simulation.world;

import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task of {@link VirtualTime}. */
@SuppressWarnings("ComparableType") // Delayed asks for this order, and only timers of one queue ever meet
public final class Timer implements ScheduledFuture<Object> {
    private final VirtualTime queue;
    private final long time;
    private final long tie;
    private final long number;
    private @Nullable Runnable task;
    private boolean done;
    private boolean cancelled;

    Timer(VirtualTime queue, long time, long tie, long number, Runnable task) {
        this.queue = queue;
        this.time = time;
        this.tie = tie;
        this.number = number;
        this.task = task;
    }

    long time() {
        return time;
    }

    void run() {
        Runnable due = task;
        task = null;
        done = true;
        if (due != null) {
            due.run();
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        if (done) {
            return false;
        }
        done = true;
        cancelled = true;
        task = null;
        return true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public Object get() {
        throw new UnsupportedOperationException("in virtual time no one waits for a timer");
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
        return get();
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(time - queue.now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        Timer that = (Timer) other;
        int byTime = Long.compare(time, that.time);
        int byTie = byTime != 0 ? byTime : Long.compare(tie, that.tie);
        return byTie != 0 ? byTie : Long.compare(number, that.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
