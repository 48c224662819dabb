package org.jwks4j;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Environment;

/**
 * One caller's private waiting for something in a source: asks the machine, waits for a shared flight, asks again, until
 * there is an answer or the caller's deadline. Its future is the caller's own; cancelling it touches nobody else.
 */
final class Lookup<V, R> {
    private final RefreshingSource<V> source;
    private final Function<Boolean, Verdict<V>> question;
    private final Search<V, R> search;
    private final Caller caller;
    private final boolean staleWillDo;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private volatile boolean deadlineSet;

    private Lookup(
            RefreshingSource<V> source,
            Function<Boolean, Verdict<V>> question,
            boolean staleWillDo,
            Search<V, R> search,
            Caller caller) {
        this.source = source;
        this.question = question;
        this.staleWillDo = staleWillDo;
        this.search = search;
        this.caller = caller;
    }

    /** Looks in the value as it is, fetching it where the machine says so. */
    static <V, R> CompletableFuture<R> of(RefreshingSource<V> source, Search<V, R> search, Caller caller) {
        return new Lookup<>(source, patient -> source.need(caller.arrivedAt(), patient), true, search, caller).begin();
    }

    /** Looks in a value that was fetched after the caller came. */
    static <V, R> CompletableFuture<R> newer(
            RefreshingSource<V> source, long arrivedAt, Search<V, R> search, Caller caller) {
        return new Lookup<>(source, patient -> source.newer(arrivedAt), false, search, caller).begin();
    }

    private CompletableFuture<R> begin() {
        ask(true);
        return answer;
    }

    private void ask(boolean patient) {
        try {
            follow(question.apply(patient));
        } catch (RejectedExecutionException e) {
            finish(null, Unavailable.closed());
        } catch (RuntimeException e) {
            finish(null, e);
        }
    }

    private void follow(Verdict<V> verdict) {
        if (verdict instanceof Verdict.Serve<V> serve) {
            look(serve.snapshot());
        } else if (verdict instanceof Verdict.Join<V> join) {
            await(join.flight());
        } else if (verdict instanceof Verdict.JoinBriefly<V> join) {
            awaitBriefly(join.flight(), join.until());
        } else if (verdict instanceof Verdict.Unavailable<V> unavailable) {
            finish(null, toCaller(unavailable.cause(), untilThen(unavailable.retryAt())));
        } else if (verdict instanceof Verdict.Absent<V> absent) {
            String why = absent.retryAt() == Environment.NEVER
                    ? "it is not among the keys that were configured"
                    : "the issuer was asked and has no such key";
            refuse(Reason.UNKNOWN_KEY, why, untilThen(absent.retryAt()));
        } else if (verdict instanceof Verdict.Throttled<V> throttled) {
            refuse(
                    Reason.UNKNOWN_KEY_THROTTLED,
                    "it is not among the known keys, and the issuer was asked for unknown keys too often",
                    untilThen(throttled.retryAt()));
        }
    }

    private void look(Snapshot<V> snapshot) {
        R found = search.in(snapshot.value());
        if (found == null) {
            follow(source.unknown(caller.sought(), caller.arrivedAt()));
            return;
        }
        long now = caller.environment().now();
        if (now >= snapshot.freshUntil() && snapshot.requestedAt() < caller.arrivedAt()) {
            caller.observer().staleServed(Duration.ofNanos(now - snapshot.requestedAt()));
        }
        finish(found, null);
    }

    private void await(Flight flight) {
        setDeadline();
        flight.whenLanded(caller.environment(), this::resume);
    }

    private void awaitBriefly(Flight flight, long until) {
        setDeadline();
        Environment environment = caller.environment();
        AtomicBoolean over = new AtomicBoolean();
        Runnable goOn = () -> {
            if (over.compareAndSet(false, true)) {
                ask(false);
            }
        };
        Future<?> timer = environment.schedule(until - environment.now(), () -> environment.handOver(goOn));
        flight.whenLanded(environment, failure -> {
            timer.cancel(false);
            if (failure != null && failure.reason() == Reason.CLOSED) {
                finish(null, failure);
            } else {
                goOn.run();
            }
        });
    }

    /** The flight has landed. Where it failed, all who waited are told, but for those whom older keys will do. */
    private void resume(@Nullable KeysUnavailableException failure) {
        try {
            boolean closed = failure != null && failure.reason() == Reason.CLOSED;
            if (failure == null || (!closed && staleWillDo && search.mayBeIn(source.usable()))) {
                ask(false);
            } else {
                finish(
                        null,
                        toCaller(failure, untilThen(source.state().failures().retryAt())));
            }
        } catch (RuntimeException e) {
            finish(null, e);
        }
    }

    private void refuse(Reason reason, String why, Optional<Duration> retryAfter) {
        String next = retryAfter
                .map(delay -> "; another try may find it in " + Unavailable.inWords(delay))
                .orElse("");
        String message = keyNamed(caller.keyId()) + " of " + Quoted.of(caller.issuer()) + " not found: " + why + next;
        caller.observer().refused(caller.keyId(), retryAfter);
        finish(null, new KeyNotFoundException(reason, caller.issuer(), caller.keyId(), message, retryAfter));
    }

    private static String keyNamed(@Nullable String keyId) {
        return keyId == null ? "a key for a token without kid" : "key " + Quoted.of(keyId);
    }

    private KeysUnavailableException toCaller(KeysUnavailableException cause, Optional<Duration> retryAfter) {
        return cause.reason() == Reason.CLOSED
                ? cause
                : Unavailable.toCaller(cause, caller.issuer(), caller.keyId(), retryAfter);
    }

    private Optional<Duration> untilThen(long time) {
        long delay = time - caller.environment().now();
        return time == Environment.NEVER || delay <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(delay));
    }

    private void setDeadline() {
        if (deadlineSet) {
            return;
        }
        deadlineSet = true;
        try {
            Future<?> timer = caller.environment().schedule(caller.deadline().toNanos(), this::deadlinePassed);
            answer.whenComplete((found, failure) -> timer.cancel(false));
        } catch (RejectedExecutionException e) {
            finish(null, Unavailable.closed());
        }
    }

    private void deadlinePassed() {
        caller.environment()
                .handOver(() -> finish(null, Unavailable.deadline(caller.issuer(), caller.keyId(), caller.deadline())));
    }

    private void finish(@Nullable R found, @Nullable Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else if (found != null) {
            answer.complete(found);
        }
    }

    /** Finds something in a value. */
    interface Search<V, R> {
        /** Null when it is not there and a newer value may have it. */
        @Nullable
        R in(V value);

        /** Whether an older snapshot answers the caller too, where no newer one can be had. */
        default boolean mayBeIn(@Nullable Snapshot<V> snapshot) {
            return snapshot != null && in(snapshot.value()) != null;
        }
    }

    /**
     * Who asks, for what.
     *
     * @param keyId for messages; null when no key is asked for, or a token has none
     * @param sought what is remembered as absent
     * @param deadline how long the caller waits at most
     */
    record Caller(
            String issuer,
            @Nullable String keyId,
            String sought,
            long arrivedAt,
            Duration deadline,
            Environment environment,
            Observer observer) {}

    /** Who is told what callers were told. */
    interface Observer {
        default void staleServed(Duration age) {}

        default void refused(@Nullable String keyId, Optional<Duration> retryAfter) {}
    }
}
