package org.jwks4j.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.Miss.Absent;
import org.jwks4j.refresh.Miss.Throttled;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Ignore;
import org.jwks4j.refresh.Transition.Join;
import org.jwks4j.refresh.Transition.JoinBriefly;
import org.jwks4j.refresh.Transition.Refuse;
import org.jwks4j.refresh.Transition.Serve;

/**
 * Decides when a source is fetched and who waits: a pure function of state, event and time. Chance and the flight that may
 * have to begin are handed in. ARCHITECTURE.md has the same as a table.
 */
public final class RefreshMachine<V> {
    private static final Duration LONGEST_AGE = Duration.ofDays(3650);

    private static final long DOUBTED_EACH = Duration.ofSeconds(30).toNanos();

    private final RefreshSettings rules;
    private final boolean recoversUnasked;
    private final Parts<V> parts;
    private final Acceptance<V> acceptance;
    private final FetchCompletion<V> completion;

    /** For values that are replaced whole. */
    public RefreshMachine(RefreshSettings rules, boolean recoversUnasked) {
        this(rules, recoversUnasked, Parts.none());
    }

    /**
     * Makes a machine.
     *
     * @param recoversUnasked whether a source that fails is tried again even if it is not used
     * @param parts what values are made of
     */
    public RefreshMachine(RefreshSettings rules, boolean recoversUnasked, Parts<V> parts) {
        this.rules = rules;
        this.recoversUnasked = recoversUnasked;
        this.parts = parts;
        this.acceptance = new Acceptance<>(rules, parts);
        this.completion = new FetchCompletion<>(recoversUnasked, acceptance);
    }

    /** A value from before the start: as old as it is, and of no use if it is too old. */
    public RefreshState<V> seeded(V value, Instant fetchedAt, long now, Instant wallClock) {
        Duration said = Duration.between(fetchedAt, wallClock);
        long age = said.isNegative() ? 0 : said.compareTo(LONGEST_AGE) > 0 ? LONGEST_AGE.toNanos() : said.toNanos();
        StatedFreshness forgotten = new StatedFreshness(Optional.empty(), true); // so the stricter reading
        Fetched<V> seed = Fetched.of(value, now - age).with(forgotten);
        Instant latest = said.isNegative() ? wallClock : fetchedAt; // or else each start would take it for new
        Snapshot<V> snapshot = acceptance.snapshotOf(seed, null, 0, latest, 0);
        return RefreshState.beginningWith(now < snapshot.staleUntil() ? snapshot : null, rules);
    }

    boolean recoversUnasked() {
        return recoversUnasked;
    }

    /** The state as it is at this time: without the parts that were kept until now. Every other rule begins with it. */
    RefreshState<V> at(RefreshState<V> state, long now) {
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot == null || now < state.missing().endsAt()) {
            return state;
        }
        MissingParts rest = state.missing().at(now, parts.mostKept());
        V value = parts.keepingOnly(snapshot.value(), rest.kept());
        return state.dropping(
                snapshot.changedTo(value),
                state.unknown().with(acceptance.removed(state.unknown().removed(), state.missing(), value)),
                rest);
    }

    /** Whether any part that the last answer lacks was used since. */
    boolean isKeptInUse(RefreshState<V> state) {
        Snapshot<V> snapshot = state.snapshot();
        return snapshot != null && !state.missing().absences().isEmpty() && parts.isKeptInUse(snapshot.value());
    }

    /**
     * A caller needs the value.
     *
     * @param arrivedAt when the caller came: what was asked for since is good enough for it, however short it is fresh
     * @param patient whether the caller would wait for a refresh past freshness
     */
    Transition<V> need(RefreshState<V> state, long arrivedAt, boolean patient, long now, Flight next) {
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot != null && snapshot.requestedAt() >= arrivedAt) {
            return new Serve<>(state, snapshot);
        }
        if (snapshot == null || !state.isUsable(now)) {
            return needWithoutValue(state, now, next);
        }
        if (now < snapshot.refreshAt()) {
            return new Serve<>(state, snapshot);
        }
        boolean startNow = state.flight() == null && !state.failures().holdBack(now);
        RefreshState<V> after = startNow ? state.flying(next) : state;
        Flight start = startNow ? next : null;
        return now < snapshot.freshUntil()
                ? new Serve<>(after, snapshot, start)
                : pastFreshness(after, snapshot, patient, now, start);
    }

    private Transition<V> needWithoutValue(RefreshState<V> state, long now, Flight next) {
        if (state.flight() != null) {
            return new Join<>(state, state.flight());
        }
        Failure last = state.failures().last();
        if (last != null && state.failures().holdBack(now)) {
            return new Refuse<>(state, new Unavailable(last, state.failures().retryAt()));
        }
        return start(state, next);
    }

    /**
     * Waits for the refresh, unless it has taken too long already, or one has failed and this one was begun as soon as it might: then it is
     * likely to fail as well. A failure from before a time in which no one tried says nothing.
     */
    private Transition<V> pastFreshness(
            RefreshState<V> state, Snapshot<V> snapshot, boolean patient, long now, @Nullable Flight start) {
        Flight flight = state.flight();
        if (flight == null || !patient) {
            return new Serve<>(state, snapshot, start);
        }
        long maxWait = rules.maxWait().toNanos();
        long until = flight.startedAt() + maxWait;
        Failures failures = state.failures();
        boolean failing = failures.count() > 0 && flight.startedAt() - failures.retryAt() < maxWait;
        return failing || now >= until
                ? new Serve<>(state, snapshot, start)
                : new JoinBriefly<>(state, flight, until, start);
    }

    /**
     * A caller needs a name that is not in the snapshot it was served.
     *
     * @param name what it needs, as absent names are remembered by
     * @param arrivedAt when the caller came: a fetch that began later has the last word
     * @param outOfTurn whether a fetch may begin although the source is held back by failures
     */
    Transition<V> unknown(
            RefreshState<V> state, String name, long arrivedAt, boolean outOfTurn, long now, Flight next) {
        Snapshot<V> snapshot = state.snapshot();
        AbsentNames absent = state.unknown().absent();
        if (snapshot != null && snapshot.isPermanent()) {
            return new Refuse<>(state, new Absent(Environment.NEVER));
        }
        if (snapshot != null
                && now < snapshot.refreshAt()
                && !snapshot.mayHaveMoved() // or it may be at a place that gave no answer
                && state.unknown().removed().has(name)) {
            return new Refuse<>(state, new Absent(snapshot.refreshAt()));
        }
        if (snapshot != null && snapshot.requestedAt() >= arrivedAt && !snapshot.mayHaveMoved()) {
            UnknownNames told = state.unknown().told(name, now);
            return new Refuse<>(state.with(told), new Absent(told.absent().until(name)));
        }
        if (now < absent.until(name)) {
            return new Refuse<>(state, new Absent(absent.until(name)));
        }
        RefreshState<V> asking = state.with(state.unknown().asking(name, now));
        if (state.flight() != null) {
            return new Join<>(asking, state.flight());
        }
        Failure last = state.failures().last();
        if (last != null && state.failures().holdBack(now)) {
            return outOfTurn && mayStartOutOfTurn(state, now)
                    ? start(asking, next.outOfTurn())
                    : new Refuse<>(state, new Unavailable(last, state.failures().retryAt()));
        }
        FetchBudget budget = state.unknown().budget().refilled(rules, now);
        if (budget.isEmpty()) {
            long slot = budget.nextSlot(rules);
            return new Refuse<>(asking.with(asking.unknown().withFetchAt(slot)), new Throttled(slot));
        }
        return startForUnknown(asking, budget, next); // charged now, whatever comes of it
    }

    /** Whether the source is held back, and an unknown name may have it fetched all the same. */
    boolean mayStartOutOfTurn(RefreshState<V> state, long now) {
        Failures failures = state.failures();
        return state.flight() == null && failures.holdBack(now) && now >= failures.outOfTurnFrom();
    }

    /**
     * A caller found its name, but what it found does not fit: a newer value may have another. The caller that begins the fetch waits
     * until it ends, other callers as long as for a refresh past freshness; with the budget spent, no one waits.
     *
     * @param arrivedAt when the caller came: a fetch that began later has the last word
     * @param patient whether the caller has not waited yet
     * @param allowed whether a fetch may begin
     */
    Transition<V> doubt(
            RefreshState<V> state, long arrivedAt, boolean patient, boolean allowed, long now, Flight next) {
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot == null || !state.isUsable(now)) {
            return needWithoutValue(state, now, next);
        }
        Flight flight = state.flight();
        if (flight != null && patient && isOlder(snapshot, arrivedAt)) {
            long until = flight.startedAt() + rules.maxWait().toNanos();
            return now < until ? new JoinBriefly<>(state, flight, until, null) : new Serve<>(state, snapshot);
        }
        return allowed && mayDoubt(state, arrivedAt, now)
                ? start(state.withDoubtFrom(now + DOUBTED_EACH), next.forNewest())
                : new Serve<>(state, snapshot);
    }

    /** Whether a doubt may have the value fetched: the budget has a fetch for it, and the issuer answers. */
    boolean mayDoubt(RefreshState<V> state, long arrivedAt, long now) {
        Snapshot<V> snapshot = state.snapshot();
        return snapshot != null
                && isOlder(snapshot, arrivedAt)
                && state.flight() == null
                && now >= state.doubtFrom()
                && !state.failures().holdBack(now);
    }

    private static boolean isOlder(Snapshot<?> snapshot, long arrivedAt) {
        return snapshot.requestedAt() < arrivedAt; // never of one that is permanent
    }

    /** A caller asks for a value from a fetch that begins no earlier than this call, whatever its age or backoff. */
    Transition<V> newer(RefreshState<V> state, long arrivedAt, Flight next) {
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot != null && snapshot.requestedAt() >= arrivedAt) {
            return new Serve<>(state, snapshot);
        }
        Flight fetch = snapshot == null ? next : next.forNewest(); // a first fetch may take any answer, however old
        return state.flight() == null ? start(state, fetch) : new Join<>(state, state.flight());
    }

    /**
     * The alarm rang.
     *
     * @param used whether the value was used since it was fetched
     * @param keptInUse whether parts of it were used that the last answer lacks
     */
    Transition<V> alarm(RefreshState<V> state, boolean used, boolean keptInUse, long now, Flight next) {
        if (state.flight() != null) {
            return new Ignore<>(state);
        }
        if (state.failures().count() > 0) {
            if (now < state.failures().retryAt()) {
                return new Ignore<>(state);
            }
            return used || recoversUnasked ? start(state, next) : new Ignore<>(state.withIdle(true));
        }
        if (now >= state.unknown().fetchAt()) {
            return startForUnknown(state, state.unknown().budget().refilled(rules, now), next);
        }
        if (state.failures().holdBack(now)) {
            return new Ignore<>(state); // the last refresh had no turn
        }
        boolean confirming = now >= state.missing().confirmAt();
        if (confirming && keptInUse) {
            return start(state, next);
        }
        RefreshState<V> after = confirming ? state.with(state.missing().confirmedLater(now)) : state;
        Snapshot<V> snapshot = state.snapshot();
        if (snapshot == null || now < snapshot.refreshAt() || !snapshot.isFreshAtAll()) {
            return new Ignore<>(after);
        }
        return used ? start(after, next) : new Ignore<>(after.withIdle(true));
    }

    /** When to ring the alarm next; it may ring earlier without harm. */
    long nextAlarm(RefreshState<V> state) {
        if (state.flight() != null) {
            return Environment.NEVER;
        }
        long fetchAt = state.unknown().fetchAt();
        long keptUntil = state.missing().endsAt();
        if (state.failures().count() > 0) {
            return Math.min(keptUntil, state.idle() ? fetchAt : state.failures().retryAt());
        }
        Snapshot<V> snapshot = state.snapshot();
        long refreshAt =
                snapshot == null || state.idle() || !snapshot.isFreshAtAll() ? Environment.NEVER : snapshot.refreshAt();
        long due = Math.min(state.missing().confirmAt(), refreshAt);
        return Math.min(
                Math.min(fetchAt, keptUntil), Math.max(due, state.failures().retryAt()));
    }

    /** A fetch brought an answer that is well-formed. */
    Transition<V> accept(
            RefreshState<V> state, Flight flight, Fetched<V> fetched, long now, Instant wallClock, double chance) {
        return completion.accept(state, flight, fetched, now, wallClock, chance);
    }

    /**
     * A value that was fetched elsewhere, and came without a flight of this source. It is of use even while the source is held back: a
     * failure from before it was asked for is over.
     *
     * @param offer reads it, given what there is
     */
    Transition<V> offered(
            RefreshState<V> state,
            Function<@Nullable V, Fetched<V>> offer,
            long now,
            Instant wallClock,
            double chance) {
        return completion.offered(state, offer, now, wallClock, chance);
    }

    /** A fetch brought nothing that can be used; what there is stays. */
    Transition<V> fail(
            RefreshState<V> state, Flight flight, Failure failure, long now, Instant wallClock, double chance) {
        return completion.fail(state, flight, failure, now, wallClock, chance);
    }

    private Transition<V> startForUnknown(RefreshState<V> state, FetchBudget budget, Flight next) {
        UnknownNames charged = state.unknown().with(budget.isEmpty() ? budget : budget.spent());
        return start(state.with(charged), next.forUnknownName());
    }

    private Transition<V> start(RefreshState<V> state, Flight next) {
        return new Join<>(state.flying(next), next, next);
    }
}
