package org.jwks4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/** Waits until a source has something to use, however often that fails in between. */
final class Readiness {
    private final RefreshingSource<?> source;
    private final Environment environment;
    private final BooleanSupplier givenUp;
    private final long arrivedAt; // a fetch that began since is good enough, however short its answer is fresh
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private Readiness(RefreshingSource<?> source, Environment environment, BooleanSupplier givenUp) {
        this.source = source;
        this.environment = environment;
        this.givenUp = givenUp;
        this.arrivedAt = environment.now();
    }

    static CompletableFuture<Void> of(RefreshingSource<?> source, Environment environment, BooleanSupplier givenUp) {
        Readiness readiness = new Readiness(source, environment, givenUp);
        readiness.ask();
        return readiness.ready;
    }

    private void ask() {
        if (givenUp.getAsBoolean()) {
            ready.cancel(false);
            return;
        }
        try {
            follow(source.need(arrivedAt, false));
        } catch (RejectedExecutionException e) {
            ready.completeExceptionally(Unavailable.closed());
        }
    }

    private void follow(Verdict<?> verdict) {
        if (verdict instanceof Verdict.Join<?> join) {
            join.flight().whenLanded(environment, failure -> {
                if (failure != null && failure.reason() == Reason.CLOSED) {
                    ready.completeExceptionally(failure);
                } else {
                    ask();
                }
            });
        } else if (verdict instanceof Verdict.Unavailable<?> unavailable) {
            environment.schedule(unavailable.retryAt() - environment.now(), () -> environment.handOver(this::ask));
        } else {
            ready.complete(null);
        }
    }
}
