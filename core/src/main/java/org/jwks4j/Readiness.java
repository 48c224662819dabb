package org.jwks4j;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jwks4j.net.Environment;

/** Waits until a source has something to use, however often that fails in between. */
final class Readiness<V> {
    private static final long SHORTEST_WAIT = Duration.ofSeconds(1).toNanos();

    private final RefreshingSource<V> source;
    private final Predicate<V> enough;
    private final Environment environment;
    private final BooleanSupplier givenUp;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private Readiness(
            RefreshingSource<V> source, Predicate<V> enough, Environment environment, BooleanSupplier givenUp) {
        this.source = source;
        this.enough = enough;
        this.environment = environment;
        this.givenUp = givenUp;
    }

    /** @param enough whether a value can be used */
    static <V> CompletableFuture<Void> of(
            RefreshingSource<V> source, Predicate<V> enough, Environment environment, BooleanSupplier givenUp) {
        Readiness<V> readiness = new Readiness<>(source, enough, environment, givenUp);
        readiness.ask(environment.now());
        return readiness.ready;
    }

    /** @param since a fetch that began since is good enough, however short its answer is fresh */
    private void ask(long since) {
        if (givenUp.getAsBoolean()) {
            ready.cancel(false);
            return;
        }
        try {
            follow(source.need(since, false), since);
        } catch (RejectedExecutionException e) {
            ready.completeExceptionally(Unavailable.closed());
        }
    }

    private void follow(Verdict<V> verdict, long since) {
        if (verdict instanceof Verdict.Join<V> join) {
            join.flight().whenLanded(environment, failure -> {
                if (failure != null && failure.reason() == Reason.CLOSED) {
                    ready.completeExceptionally(failure);
                } else {
                    ask(since);
                }
            });
        } else if (verdict instanceof Verdict.Unavailable<V> unavailable) {
            askAt(unavailable.retryAt());
        } else if (verdict instanceof Verdict.Serve<V> serve
                && !enough.test(serve.snapshot().value())) {
            askAt(Math.max(serve.snapshot().refreshAt(), environment.now() + SHORTEST_WAIT));
        } else {
            ready.complete(null);
        }
    }

    private void askAt(long time) {
        environment.schedule(time - environment.now(), () -> environment.handOver(() -> ask(environment.now())));
    }
}
