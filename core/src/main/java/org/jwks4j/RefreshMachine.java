package org.jwks4j;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.Verdict.Absent;
import org.jwks4j.Verdict.Join;
import org.jwks4j.Verdict.JoinBriefly;
import org.jwks4j.Verdict.Noted;
import org.jwks4j.Verdict.Serve;
import org.jwks4j.Verdict.Throttled;
import org.jwks4j.Verdict.Unavailable;

/**
 * Decides when a source is fetched and who waits: a pure function of state, event and time. Chance and the flight that may
 * have to begin are handed in. ARCHITECTURE.md has the same as a table.
 */
final class RefreshMachine<V> {
    private static final long CONFIRM_UNUSABLE_AFTER = Duration.ofSeconds(30).toNanos();

    private final RefreshPolicy policy;
    private final boolean recoversUnasked;

    /** @param recoversUnasked whether a source that fails is tried again even if nobody uses it */
    RefreshMachine(RefreshPolicy policy, boolean recoversUnasked) {
        this.policy = policy;
        this.recoversUnasked = recoversUnasked;
    }

    /** A caller needs the value. */
    Step<V> need(RefreshState<V> state, boolean patient, long now, Flight next) {
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot == null || now >= snapshot.staleUntil()) {
            return needWithoutValue(state, now, next);
        }
        if (now < snapshot.refreshAt()) {
            return Step.of(state, new Serve<>(snapshot));
        }
        boolean startNow = state.flight() == null && !state.failures().holdBack(now);
        RefreshState<V> after = startNow ? state.flying(next) : state;
        Verdict<V> verdict =
                now < snapshot.freshUntil() ? new Serve<>(snapshot) : pastFreshness(after, snapshot, patient, now);
        return new Step<>(after, verdict, startNow ? next : null);
    }

    private Step<V> needWithoutValue(RefreshState<V> state, long now, Flight next) {
        if (state.flight() != null) {
            return Step.of(state, new Join<>(state.flight()));
        }
        KeysUnavailableException cause = state.failures().last();
        if (cause != null && state.failures().holdBack(now)) {
            return Step.of(state, new Unavailable<>(cause, state.failures().retryAt()));
        }
        return start(state, next);
    }

    /** Waits for the refresh only while none has failed, and not for one that has taken too long already. */
    private Verdict<V> pastFreshness(RefreshState<V> state, Snapshot<V> snapshot, boolean patient, long now) {
        Flight flight = state.flight();
        if (flight == null || !patient || state.failures().count() > 0) {
            return new Serve<>(snapshot);
        }
        long until = flight.startedAt() + policy.maxWait().toNanos();
        return now < until ? new JoinBriefly<>(flight, until) : new Serve<>(snapshot);
    }

    /**
     * A caller needs a key that is not in the snapshot it was served.
     *
     * @param sought what it needs, as the absent keys are remembered by
     * @param arrivedAt when the caller came: a fetch that began later has the last word
     */
    Step<V> unknown(RefreshState<V> state, String sought, long arrivedAt, long now, Flight next) {
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot != null && snapshot.isFixed()) {
            return Step.of(state, new Absent<>(Environment.NEVER));
        }
        if (snapshot != null && snapshot.requestedAt() >= arrivedAt) {
            AbsentKeys absent = state.absent().plus(sought, now);
            return Step.of(state.withAbsent(absent), new Absent<>(absent.until(sought)));
        }
        if (now < state.absent().until(sought)) {
            return Step.of(state, new Absent<>(state.absent().until(sought)));
        }
        if (state.flight() != null) {
            return Step.of(state, new Join<>(state.flight()));
        }
        KeysUnavailableException cause = state.failures().last();
        if (cause != null && state.failures().holdBack(now)) {
            return Step.of(state, new Unavailable<>(cause, state.failures().retryAt()));
        }
        UnknownKeyBudget budget = state.budget().refilled(policy, now);
        if (budget.isEmpty()) {
            long slot = budget.nextSlot(policy);
            return Step.of(state.withBudget(budget).withTrailingAt(slot), new Throttled<>(slot));
        }
        return start(state.withBudget(budget.spent()), next); // charged now, whatever comes of it
    }

    /** Somebody asks for a value from a fetch that begins no earlier than this call, whatever its age or backoff. */
    Step<V> newer(RefreshState<V> state, long arrivedAt, Flight next) {
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot != null && snapshot.requestedAt() >= arrivedAt) {
            return Step.of(state, new Serve<>(snapshot));
        }
        return state.flight() == null ? start(state, next) : Step.of(state, new Join<>(state.flight()));
    }

    /** The alarm rang. */
    Step<V> alarm(RefreshState<V> state, boolean used, long now, Flight next) {
        if (state.flight() != null) {
            return Step.of(state, new Noted<>());
        }
        if (state.failures().count() > 0) {
            if (now < state.failures().retryAt()) {
                return Step.of(state, new Noted<>());
            }
            return used || recoversUnasked ? start(state, next) : Step.of(state.withIdle(true), new Noted<>());
        }
        if (now >= state.trailingAt()) {
            UnknownKeyBudget budget = state.budget().refilled(policy, now);
            return start(budget.isEmpty() ? state : state.withBudget(budget.spent()), next);
        }
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot == null || now < snapshot.refreshAt()) {
            return Step.of(state, new Noted<>());
        }
        return used ? start(state, next) : Step.of(state.withIdle(true), new Noted<>());
    }

    /** When to ring the alarm next; it may ring earlier without harm. */
    long nextAlarm(RefreshState<V> state) {
        if (state.flight() != null) {
            return Environment.NEVER;
        }
        if (state.failures().count() > 0) {
            return state.idle() ? Environment.NEVER : state.failures().retryAt();
        }
        Snapshot<V> snapshot = state.snapshot();
        long refreshAt = snapshot == null || state.idle() ? Environment.NEVER : snapshot.refreshAt();
        return Math.min(refreshAt, state.trailingAt());
    }

    /** A fetch brought an answer that is well-formed. */
    Step<V> landed(RefreshState<V> state, Flight flight, Loaded<V> loaded, long now, Instant wallClock, double chance) {
        if (state.flight() != flight) {
            return Step.of(state, new Noted<>()); // a late, older answer
        }
        Snapshot<V> before = state.snapshot();
        long unusableSince = Math.min(state.unusableSince(), now);
        boolean news = before == null || before.value() != loaded.value();
        if (news && !loaded.usable() && now - unusableSince < CONFIRM_UNUSABLE_AFTER) {
            return unconfirmed(state, unusableSince, now, wallClock);
        }
        Snapshot<V> accepted = accepted(before, flight.startedAt(), loaded, wallClock, chance);
        return Step.of(state.accepting(accepted, news ? AbsentKeys.NONE : state.absent()), new Serve<>(accepted));
    }

    /** Keeps what there is until a second answer, a while later, says the same. */
    private Step<V> unconfirmed(RefreshState<V> state, long unusableSince, long now, Instant wallClock) {
        long confirmAt = unusableSince + CONFIRM_UNUSABLE_AFTER;
        KeysUnavailableException cause = new KeysUnavailableException(
                Reason.NO_USABLE_KEYS,
                null,
                null,
                "its JWK Set has no usable key, which a second answer must confirm",
                null,
                Optional.of(Duration.ofNanos(confirmAt - now)));
        Failures failures = new Failures(state.failures().count() + 1, confirmAt, cause, wallClock);
        return Step.of(state.failing(failures, unusableSince), new Unavailable<>(cause, confirmAt));
    }

    private Snapshot<V> accepted(
            @Nullable Snapshot<V> before, long requestedAt, Loaded<V> loaded, Instant wallClock, double chance) {
        long lifetime =
                clamped(loaded.lifetime().orElse(policy.defaultFreshness())).toNanos();
        long refreshAfter = lifetime / 10 * 7 + (long) (lifetime * chance / 5); // 80 %, a tenth earlier or later
        long freshUntil = requestedAt + lifetime; // RFC 9111 §4.2.3: age counts from the request
        boolean changed = before == null || before.value() != loaded.value();
        int generation = before == null ? 0 : before.generation();
        return new Snapshot<>(
                loaded.value(),
                loaded.validators(),
                changed ? generation + 1 : generation,
                requestedAt,
                requestedAt + refreshAfter,
                freshUntil,
                freshUntil + policy.staleFor().toNanos(),
                wallClock);
    }

    private Duration clamped(Duration lifetime) {
        if (lifetime.compareTo(policy.minFreshness()) < 0) {
            return policy.minFreshness();
        }
        return lifetime.compareTo(policy.maxFreshness()) > 0 ? policy.maxFreshness() : lifetime;
    }

    /** A fetch brought nothing that can be used; what there is stays. */
    Step<V> failed(
            RefreshState<V> state,
            Flight flight,
            KeysUnavailableException cause,
            long now,
            Instant wallClock,
            double chance) {
        if (state.flight() != flight) {
            return Step.of(state, new Noted<>());
        }
        Failures failures = state.failures().plus(cause, state.snapshot() != null, now, wallClock, chance);
        return Step.of(state.failing(failures, state.unusableSince()), new Unavailable<>(cause, failures.retryAt()));
    }

    private Step<V> start(RefreshState<V> state, Flight next) {
        return new Step<>(state.flying(next), new Join<>(next), next);
    }
}
