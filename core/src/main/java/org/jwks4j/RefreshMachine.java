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
    private static final Duration LONGEST_AGE = Duration.ofDays(3650);

    private final RefreshPolicy policy;
    private final boolean recoversUnasked;

    /** @param recoversUnasked whether a source that fails is tried again even if nobody uses it */
    RefreshMachine(RefreshPolicy policy, boolean recoversUnasked) {
        this.policy = policy;
        this.recoversUnasked = recoversUnasked;
    }

    /** A value from before the start: as old as it is, and of no use where it is too old. */
    RefreshState<V> seeded(V value, Instant fetchedAt, long now, Instant wallClock) {
        Duration said = Duration.between(fetchedAt, wallClock);
        long age = said.isNegative() ? 0 : said.compareTo(LONGEST_AGE) > 0 ? LONGEST_AGE.toNanos() : said.toNanos();
        Caching forgotten = new Caching(Optional.empty(), true, Validators.NONE); // so the stricter reading
        Loaded<V> loaded = Loaded.usable(value, forgotten);
        Instant latest = said.isNegative() ? wallClock : fetchedAt; // or else each start would take it for new
        Snapshot<V> snapshot = accepted(null, now - age, loaded, latest, 0);
        return RefreshState.beginningWith(now < snapshot.staleUntil() ? snapshot : null, policy);
    }

    /**
     * A caller needs the value.
     *
     * @param arrivedAt when the caller came: what was asked for since is good enough for it, however short it is fresh
     * @param patient whether the caller would wait for a refresh past freshness
     */
    Step<V> need(RefreshState<V> state, long arrivedAt, boolean patient, long now, Flight next) {
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot != null && snapshot.requestedAt() >= arrivedAt) {
            return Step.of(state, new Serve<>(snapshot));
        }
        if (snapshot == null || !state.isUsable(now)) {
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
        if (snapshot != null && snapshot.requestedAt() >= arrivedAt && !snapshot.mayBeElsewhere()) {
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
            return Step.of(state.withTrailingAt(slot), new Throttled<>(slot));
        }
        return start(state.withBudget(budget.spent()), next.forUnknownKey()); // charged now, whatever comes of it
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
            return start(budget.isEmpty() ? state : state.withBudget(budget.spent()), next.forUnknownKey());
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
            return state.idle() ? state.trailingAt() : state.failures().retryAt();
        }
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot == null || state.idle() || !snapshot.isFreshAtAll()) {
            return state.trailingAt();
        }
        return Math.min(snapshot.refreshAt(), state.trailingAt());
    }

    /** A fetch brought an answer that is well-formed. */
    Step<V> landed(RefreshState<V> state, Flight flight, Loaded<V> loaded, long now, Instant wallClock, double chance) {
        if (state.flight() != flight) {
            return Step.of(state, new Noted<>()); // a late, older answer
        }
        Snapshot<V> before = state.snapshot();
        long unusableSince = Math.min(state.unusableSince(), now);
        boolean news = before == null || before.value() != loaded.value();
        if (news && loaded.problem() != null && now - unusableSince < CONFIRM_UNUSABLE_AFTER) {
            return unconfirmed(state, loaded.problem(), unusableSince, now, wallClock);
        }
        Snapshot<V> accepted = accepted(before, flight.startedAt(), loaded, wallClock, chance);
        return Step.of(state.accepting(accepted, news ? AbsentKeys.NONE : state.absent()), new Serve<>(accepted));
    }

    /** Keeps what there is until a second answer, a while later, says the same. */
    private Step<V> unconfirmed(
            RefreshState<V> state, String problem, long unusableSince, long now, Instant wallClock) {
        long confirmAt = unusableSince + CONFIRM_UNUSABLE_AFTER;
        KeysUnavailableException cause = new KeysUnavailableException(
                Reason.NO_USABLE_KEYS,
                null,
                null,
                problem + "; a second answer must confirm it",
                null,
                Optional.of(Duration.ofNanos(confirmAt - now)));
        Failures failures = new Failures(state.failures().count() + 1, confirmAt, cause, wallClock);
        return Step.of(state.failing(failures, unusableSince), new Unavailable<>(cause, confirmAt));
    }

    private Snapshot<V> accepted(
            @Nullable Snapshot<V> before, long requestedAt, Loaded<V> loaded, Instant wallClock, double chance) {
        Caching caching = loaded.caching();
        long lifetime =
                clamped(caching.lifetime().orElse(policy.defaultFreshness())).toNanos();
        long refreshAfter = lifetime / 10 * 7 + (long) (lifetime * chance / 5); // 80 %, a tenth earlier or later
        long freshUntil = requestedAt + lifetime; // RFC 9111 §4.2.3: age counts from the request
        boolean mustRevalidate = policy.obeysMustRevalidate() && caching.mustRevalidate(); // RFC 9111 §5.2.2.2
        boolean changed = before == null || before.value() != loaded.value();
        int generation = before == null ? 0 : before.generation();
        return new Snapshot<>(
                loaded.value(),
                caching.validators(),
                changed ? generation + 1 : generation,
                requestedAt,
                requestedAt + refreshAfter,
                freshUntil,
                mustRevalidate ? freshUntil : freshUntil + policy.staleFor().toNanos(),
                loaded.mayBeElsewhere(),
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
        Failures failures = state.failures().plus(cause, state.isUsable(now), now, wallClock, chance);
        return Step.of(state.failing(failures, state.unusableSince()), new Unavailable<>(cause, failures.retryAt()));
    }

    private Step<V> start(RefreshState<V> state, Flight next) {
        return new Step<>(state.flying(next), new Join<>(next), next);
    }
}
