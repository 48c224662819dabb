package org.jwks4j.refresh;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jwks4j.net.Environment;

/** Waits until a source has something to use, however often that fails in between. */
public final class Readiness<V> {
    private static final long SHORTEST_WAIT = Duration.ofSeconds(1).toNanos();

    private final RefreshingSource<V> source;
    private final Environment environment;
    private final Predicate<V> enough;
    private final BooleanSupplier givenUp;
    private final Supplier<Throwable> closed;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private Readiness(
            RefreshingSource<V> source, Predicate<V> enough, BooleanSupplier givenUp, Supplier<Throwable> closed) {
        this.source = source;
        this.environment = source.environment();
        this.enough = enough;
        this.givenUp = givenUp;
        this.closed = closed;
    }

    /**
     * Begins to wait.
     *
     * @param enough whether a value can be used
     * @param givenUp whether the caller waits no more
     * @param closed what the future fails with if the source is closed
     */
    public static <V> CompletableFuture<Void> of(
            RefreshingSource<V> source, Predicate<V> enough, BooleanSupplier givenUp, Supplier<Throwable> closed) {
        Readiness<V> readiness = new Readiness<>(source, enough, givenUp, closed);
        readiness.attempt(readiness.environment.now());
        return readiness.ready;
    }

    /** @param since a fetch that began since is good enough, however short its answer is fresh */
    private void attempt(long since) {
        if (givenUp.getAsBoolean()) {
            ready.cancel(false);
            return;
        }
        try {
            follow(source.need(since, false), since);
        } catch (RejectedExecutionException e) {
            ready.completeExceptionally(closed.get());
        }
    }

    private void follow(Transition<V> transition, long since) {
        if (transition instanceof Transition.Join<V> join) {
            join.flight().whenLanded(environment, miss -> {
                if (miss instanceof Miss.Closed) {
                    ready.completeExceptionally(closed.get());
                } else {
                    attempt(since);
                }
            });
        } else if (transition instanceof Transition.Refuse<V> refuse
                && refuse.miss() instanceof Miss.Unavailable unavailable) {
            attemptAt(unavailable.retryAt());
        } else if (transition instanceof Transition.Serve<V> serve
                && !enough.test(serve.snapshot().value())) {
            attemptAt(Math.max(serve.snapshot().refreshAt(), environment.now() + SHORTEST_WAIT));
        } else {
            ready.complete(null);
        }
    }

    private void attemptAt(long time) {
        environment.schedule(time - environment.now(), () -> environment.handOver(() -> attempt(environment.now())));
    }
}
