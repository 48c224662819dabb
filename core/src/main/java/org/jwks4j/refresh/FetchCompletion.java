package org.jwks4j.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Ignore;
import org.jwks4j.refresh.Transition.Refuse;
import org.jwks4j.refresh.Transition.Serve;

/** Decides what becomes of a fetch that ends: the part of the {@link RefreshMachine} that looks at answers. */
final class FetchCompletion<V> {
    private static final long CONFIRM_UNUSABLE_AFTER = Duration.ofSeconds(30).toNanos();

    private final boolean recoversUnasked;
    private final Acceptance<V> acceptance;

    FetchCompletion(boolean recoversUnasked, Acceptance<V> acceptance) {
        this.recoversUnasked = recoversUnasked;
        this.acceptance = acceptance;
    }

    /** A fetch brought an answer that is well-formed. */
    Transition<V> accept(
            RefreshState<V> state, Flight flight, Fetched<V> fetched, long now, Instant wallClock, double chance) {
        if (state.flight() != flight) {
            return new Ignore<>(state); // a late, older answer
        }
        Throwable unusable = fetched.sameAsBefore() ? null : fetched.unusable();
        long unusableSince = Math.min(state.unusableSince(), now);
        if (unusable != null && now - unusableSince < CONFIRM_UNUSABLE_AFTER) {
            return unconfirmed(state, flight, unusable, unusableSince, now, wallClock);
        }
        boolean forNothing = fetched.askedElsewhere() && flight.isForUnknownName() && !flight.isOutOfTurn();
        FetchBudget budget = state.unknown().budget();
        RefreshState<V> paid =
                forNothing ? state.with(state.unknown().with(budget.refunded(acceptance.rules()))) : state;
        return acceptance.of(paid, fetched, unusable != null, now - flight.startedAt(), now, wallClock, chance);
    }

    /** A value that was fetched elsewhere, as {@link RefreshMachine#offered}. */
    Transition<V> offered(
            RefreshState<V> state,
            Function<@Nullable V, Fetched<V>> offer,
            long now,
            Instant wallClock,
            double chance) {
        Snapshot<V> before = state.snapshot();
        if (state.flight() != null) {
            return new Ignore<>(state);
        }
        Fetched<V> fetched = offer.apply(before == null ? null : before.value());
        boolean isNews = before == null || before.requestedAt() < fetched.requestedAt();
        if (!isNews || fetched.unusable() != null) {
            return new Ignore<>(state);
        }
        Serve<V> accepted = acceptance.of(state, fetched, false, 0, now, wallClock, chance);
        if (!accepted.state().isUsable(now)) {
            return new Ignore<>(state);
        }
        Failures failures = state.failures();
        return failures.count() > 0 && failures.failedAt() >= fetched.requestedAt()
                ? new Serve<>(accepted.state().failing(failures, state.unusableSince()), accepted.snapshot())
                : accepted;
    }

    /** Keeps what there is until a second answer, a while later, says the same. */
    private Transition<V> unconfirmed(
            RefreshState<V> state, Flight flight, Throwable unusable, long unusableSince, long now, Instant wallClock) {
        long confirmAt = unusableSince + CONFIRM_UNUSABLE_AFTER;
        Failure failure = new Failure(unusable, Optional.of(Duration.ofNanos(confirmAt - now)));
        Failures failures = state.failures().unconfirmed(failure, flight, now, confirmAt, wallClock);
        return new Refuse<>(state.failing(failures, unusableSince), new Unavailable(failure, confirmAt));
    }

    /** A fetch brought nothing that can be used; what there is stays. */
    Transition<V> fail(
            RefreshState<V> state, Flight flight, Failure failure, long now, Instant wallClock, double chance) {
        if (state.flight() != flight) {
            return new Ignore<>(state);
        }
        if (!failure.attempted()) {
            long retryAt = now + failure.retryAfter().orElse(Duration.ZERO).toNanos();
            Failures same = state.snapshot() == null
                    ? state.failures()
                    : state.failures().heldBackUntil(retryAt); // or the alarm would ask for a turn without a pause
            return new Refuse<>(state.failing(same, state.unusableSince()), new Unavailable(failure, retryAt));
        }
        Failures failures =
                state.failures().plus(failure, flight, state.isUsable(now), recoversUnasked, now, wallClock, chance);
        return new Refuse<>(
                state.failing(failures, state.unusableSince()), new Unavailable(failure, failures.retryAt()));
    }
}
