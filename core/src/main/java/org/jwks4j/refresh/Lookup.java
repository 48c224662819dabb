package org.jwks4j.refresh;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;

/**
 * One caller's private waiting for something in a source: has the machine decide, waits for a shared flight, has it decide
 * again, until there is an answer, a {@link Miss}, or the caller's deadline. Its future is the caller's own; cancelling it
 * touches no other.
 */
public final class Lookup<V, R> {
    private final RefreshingSource<V> source;
    private final Environment environment;
    private final Function<Boolean, Transition<V>> rule;
    private final Search<V, R> search;
    private final Caller caller;
    private final boolean staleWillDo;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private volatile boolean deadlineSet;

    private Lookup(
            RefreshingSource<V> source,
            Function<Boolean, Transition<V>> rule,
            boolean staleWillDo,
            Search<V, R> search,
            Caller caller) {
        this.source = source;
        this.environment = source.environment();
        this.rule = rule;
        this.staleWillDo = staleWillDo;
        this.search = search;
        this.caller = caller;
    }

    /** Looks in the value as it is, fetching it if the machine says so. */
    public static <V, R> CompletableFuture<R> of(RefreshingSource<V> source, Search<V, R> search, Caller caller) {
        return new Lookup<>(source, patient -> source.need(caller.arrivedAt(), patient), true, search, caller).begin();
    }

    /** Looks in a value that was asked for at that time or later. */
    public static <V, R> CompletableFuture<R> newer(
            RefreshingSource<V> source, long askedAt, Search<V, R> search, Caller caller) {
        return new Lookup<>(source, patient -> source.newer(askedAt), false, search, caller).begin();
    }

    /** Looks once more in a value in which the caller has found something that does not serve it, and that may have changed. */
    public static <V, R> CompletableFuture<R> doubting(RefreshingSource<V> source, Search<V, R> search, Caller caller) {
        return new Lookup<>(source, patient -> source.doubt(caller.arrivedAt(), patient), true, search, caller).begin();
    }

    private CompletableFuture<R> begin() {
        proceed(true);
        return answer;
    }

    private void proceed(boolean patient) {
        try {
            follow(rule.apply(patient));
        } catch (RejectedExecutionException e) {
            miss(Miss.CLOSED);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private void follow(Transition<V> transition) {
        if (transition instanceof Transition.Serve<V> serve) {
            look(serve.snapshot());
        } else if (transition instanceof Transition.Join<V> join) {
            await(join.flight());
        } else if (transition instanceof Transition.JoinBriefly<V> join) {
            awaitBriefly(join.flight(), join.until());
        } else if (transition instanceof Transition.Refuse<V> refuse) {
            miss(refuse.miss());
        }
    }

    private void look(Snapshot<V> snapshot) {
        R found = search.in(snapshot.value());
        if (found == null) {
            follow(source.unknown(caller.sought(), caller.arrivedAt()));
            return;
        }
        long now = environment.now();
        if (now >= snapshot.freshUntil() && snapshot.requestedAt() < caller.arrivedAt()) {
            caller.servedStale(Duration.ofNanos(now - snapshot.requestedAt()));
        }
        answer.complete(found);
    }

    private void await(Flight flight) {
        setDeadline();
        flight.whenLanded(environment, this::resume);
    }

    private void awaitBriefly(Flight flight, long until) {
        setDeadline();
        AtomicBoolean over = new AtomicBoolean();
        Runnable goOn = () -> {
            if (over.compareAndSet(false, true)) {
                proceed(false);
            }
        };
        Future<?> timer = environment.schedule(until - environment.now(), () -> environment.handOver(goOn));
        flight.whenLanded(environment, miss -> {
            timer.cancel(false);
            if (miss instanceof Miss.Closed) {
                miss(miss);
            } else {
                goOn.run();
            }
        });
    }

    /** The flight has landed. If it failed, all who waited are told, except for those whom older keys will do. */
    private void resume(@Nullable Miss miss) {
        try {
            boolean closed = miss instanceof Miss.Closed;
            if (miss == null || (!closed && staleWillDo && search.mayBeIn(source.usable()))) {
                proceed(false);
            } else {
                miss(miss);
            }
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private void setDeadline() {
        if (deadlineSet) {
            return;
        }
        deadlineSet = true;
        try {
            Futures.failAfter(caller.deadline(), answer, environment, () -> caller.errorFor(Miss.TIMED_OUT));
        } catch (RejectedExecutionException e) {
            miss(Miss.CLOSED);
        }
    }

    private void miss(Miss miss) {
        answer.completeExceptionally(caller.errorFor(miss));
    }

    /** Finds something in a value. */
    public interface Search<V, R> {
        /** Null if it is not there and a newer value may have it. */
        @Nullable
        R in(V value);

        /** Whether an older snapshot answers the caller too, if no newer one can be had. */
        default boolean mayBeIn(@Nullable Snapshot<V> snapshot) {
            return snapshot != null && in(snapshot.value()) != null;
        }
    }
}
