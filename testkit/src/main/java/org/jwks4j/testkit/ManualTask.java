package org.jwks4j.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A task of manual time; its order is by due time, then by submission. */
@SuppressWarnings("ComparableType") // Delayed asks for this order, and only tasks of one scheduler ever meet
final class ManualTask<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private final LongSupplier clock;
    private final Consumer<ManualTask<?>> onCancel;
    private final long number;
    private final long period;
    private final boolean loud;
    private long due;

    /**
     * Not queued yet.
     *
     * @param period in nanoseconds; 0 to run once
     * @param loud whether to throw what the task throws, as no one has its future
     */
    ManualTask(
            LongSupplier clock,
            Consumer<ManualTask<?>> onCancel,
            Callable<V> callable,
            long due,
            long number,
            long period,
            boolean loud) {
        super(callable);
        this.clock = clock;
        this.onCancel = onCancel;
        this.due = due;
        this.number = number;
        this.period = period;
        this.loud = loud;
    }

    long due() {
        return due;
    }

    void runOnce() {
        if (isPeriodic()) {
            runAndReset();
            return;
        }
        run();
        if (loud) {
            throwFailure();
        }
    }

    /** Whether it runs again; then it is due later. */
    boolean renew() {
        due += period;
        return isPeriodic() && !isDone();
    }

    @Override
    public boolean isPeriodic() {
        return period > 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - clock.getAsLong(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        ManualTask<?> that = (ManualTask<?>) other;
        int byTime = Long.compare(due, that.due);
        return byTime != 0 ? byTime : Long.compare(number, that.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    protected void done() {
        if (isCancelled()) {
            onCancel.accept(this);
        }
    }

    private void throwFailure() {
        try {
            get();
        } catch (ExecutionException e) {
            throw rethrowable(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException rethrowable(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
