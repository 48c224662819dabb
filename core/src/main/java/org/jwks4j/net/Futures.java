package org.jwks4j.net;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is done with futures in more than one place. */
public final class Futures {
    private Futures() {}

    /** What failed, without what the stages of a future wrap around it. */
    public static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Completes a future with what another one came to. */
    public static <T> void complete(CompletableFuture<T> future, @Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(unwrapped(failure));
        }
    }

    /**
     * Fails a future on the executor, unless it completes in time. Nothing stays scheduled after that.
     *
     * @param failure asked only when the time is over
     * @throws java.util.concurrent.RejectedExecutionException when the scheduler was shut down
     */
    public static void failAfter(
            Duration delay, CompletableFuture<?> future, Environment environment, Supplier<Throwable> failure) {
        Future<?> timer = environment.schedule(
                delay.toNanos(), () -> environment.handOver(() -> future.completeExceptionally(failure.get())));
        future.whenComplete((value, problem) -> timer.cancel(false));
    }

    /** Cancels the work that a future stands for, if its owner ends the future first. */
    public static void cancelWith(CompletableFuture<?> future, Future<?> work) {
        future.whenComplete((value, failure) -> work.cancel(true));
    }
}
