package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The queue of {@link ManualTime}, and its monotonic clock. No lock is held while a task runs. */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private static final long START = -1_000_000_000_000L;

    private final PriorityQueue<ManualTask<?>> queue = new PriorityQueue<>();
    private final LongSupplier clock = this::now; // for all tasks, of which there may be a hundred thousand
    private final Consumer<ManualTask<?>> onCancel = this::remove;
    private long now = START;
    private long submitted;
    private boolean shutdown;

    synchronized long now() {
        return now;
    }

    synchronized long elapsed() {
        return now - START;
    }

    synchronized int pending() {
        return queue.size();
    }

    synchronized @Nullable Duration untilNext() {
        ManualTask<?> next = queue.peek();
        return next == null ? null : Duration.ofNanos(Math.max(0, next.due() - now));
    }

    void advance(long nanos) {
        long target = now() + nanos;
        for (ManualTask<?> task = nextDue(target); task != null; task = nextDue(target)) {
            task.runOnce();
            if (task.renew()) {
                enqueue(task);
            }
        }
    }

    synchronized void remove(ManualTask<?> task) {
        queue.remove(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(Executors.callable(command), unit.toNanos(delay), 0, false);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, unit.toNanos(delay), 0, false);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(Executors.callable(command), unit.toNanos(initialDelay), requirePositive(period, unit), false);
    }

    /** A task takes no time here, so a fixed delay is a fixed rate. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initialDelay, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        ScheduledFuture<?> unused = add(Executors.callable(command), 0, 0, true);
    }

    @Override
    public void shutdown() {
        shutdownNow();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<ManualTask<?>> dropped;
        synchronized (this) {
            shutdown = true;
            dropped = new ArrayList<>(queue);
            queue.clear();
        }
        dropped.forEach(task -> task.cancel(false));
        return new ArrayList<>(dropped);
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    /** Never waits: nothing is left to wait for after a shutdown, and nothing would end the wait before. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    private synchronized <V> ManualTask<V> add(Callable<V> callable, long delay, long period, boolean loud) {
        if (shutdown) {
            throw new RejectedExecutionException("the manual scheduler is shut down");
        }
        long due = now + Math.max(0, delay);
        ManualTask<V> task =
                new ManualTask<>(clock, onCancel, requireNonNull(callable), due, submitted++, period, loud);
        queue.add(task);
        return task;
    }

    private synchronized void enqueue(ManualTask<?> task) {
        if (shutdown) {
            task.cancel(false);
        } else {
            queue.add(task);
        }
    }

    /** Takes the next task that is due by the target and moves the clock to it; without one, to the target. */
    private synchronized @Nullable ManualTask<?> nextDue(long target) {
        ManualTask<?> next = queue.peek();
        if (next == null || next.due() > target) {
            now = Math.max(now, target);
            return null;
        }
        now = Math.max(now, next.due());
        return queue.poll();
    }

    private static long requirePositive(long period, TimeUnit unit) {
        if (period <= 0) {
            throw new IllegalArgumentException("not a period: " + period + " " + unit);
        }
        return unit.toNanos(period);
    }
}
