package org.jwks4j.net;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A scheduler without a thread: the test says what rings. Lock-free, so that it puts no order on what is tested. */
public final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean down;

    /**
     * With this timer; tasks run on the thread that hands them over, so that the threads of a test are the only ones. Time that
     * stands still is read without any ordering, which would hide a missing one of ours.
     *
     * @param ticking whether it is a nanosecond later at each look
     */
    public Environment environment(boolean ticking, AtomicLong time) {
        return new Environment(
                () -> ticking ? time.incrementAndGet() : time.getPlain(),
                () -> Instant.EPOCH,
                this,
                Runnable::run,
                () -> 0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, unit.toNanos(delay));
        tasks.add(task);
        if (down && task.cancel(false)) {
            throw new RejectedExecutionException();
        }
        return task;
    }

    /** Runs what was scheduled with such a delay or less and not cancelled, and what that schedules in turn. */
    public void ringUpTo(long delay) {
        List<Task> ready = tasks.stream().filter(task -> task.delay <= delay).toList();
        while (!ready.isEmpty()) {
            tasks.removeAll(ready);
            ready.forEach(Task::run);
            ready = tasks.stream().filter(task -> task.delay <= delay).toList();
        }
    }

    /** Runs the task that was scheduled first of those that are left. */
    public void ringFirst() {
        tasks.stream().filter(task -> !task.isDone()).findFirst().ifPresent(Task::run);
    }

    public void ringAll() {
        ringUpTo(Long.MAX_VALUE);
    }

    public boolean hasWork() {
        return tasks.stream().anyMatch(task -> !task.isDone());
    }

    @Override
    public List<Runnable> shutdownNow() {
        down = true;
        tasks.forEach(task -> task.cancel(false));
        return List.of();
    }

    @Override
    public void shutdown() {
        shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return down;
    }

    @Override
    public boolean isTerminated() {
        return down;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return down;
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    /** Runs once, or is cancelled. */
    private static final class Task implements ScheduledFuture<Object> {
        private final Runnable command;
        private final long delay;
        private final AtomicBoolean over = new AtomicBoolean();

        private Task(Runnable command, long delay) {
            this.command = command;
            this.delay = delay;
        }

        private void run() {
            if (over.compareAndSet(false, true)) {
                command.run();
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return over.compareAndSet(false, true);
        }

        @Override
        public boolean isDone() {
            return over.get();
        }

        @Override
        public boolean isCancelled() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(delay, TimeUnit.NANOSECONDS); // time stands still
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
