package org.jwks4j;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler and two clocks that a test moves by hand; tasks run on the thread of the test. Starts no thread. */
public final class VirtualTime extends ScheduledThreadPoolExecutor {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.<Task>comparingLong(task -> task.at).thenComparingLong(task -> task.number));
    private long now;
    private long scheduled;

    public VirtualTime() {
        super(1);
    }

    public long nanos() {
        return now;
    }

    public Instant instant() {
        return START.plusNanos(now);
    }

    /** How many tasks were scheduled so far. */
    public long scheduled() {
        return scheduled;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, now + unit.toNanos(delay), scheduled++);
        tasks.add(task);
        return task;
    }

    /** Runs all that is due until then, each at its time. */
    public void advance(Duration duration) {
        long end = now + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            Task next = tasks.remove();
            now = Math.max(now, next.at);
            next.run();
        }
        now = end;
    }

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long at;
        private final long number;

        Task(Runnable command, long at, long number) {
            super(command, null);
            this.at = at;
            this.number = number;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
