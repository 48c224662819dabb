package org.jwks4j.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jwks4j.net.Environment;

/**
 * A refresh machine over strings with a state, a time and no chance: what a test tells it is what happens. Events return what the
 * caller is told: the transition itself, or the {@link Miss} of a refusal.
 */
final class MachineRun {
    static final double NO_JITTER = 0.5; // refresh at 80 %, backoff at half its bound

    private final Words words;
    private final RefreshMachine<String> machine;
    private RefreshState<String> state;
    private long now;
    private Flight lastStarted;
    private boolean outOfTurn;

    MachineRun(RefreshSettings rules) {
        this(rules, true);
    }

    private MachineRun(RefreshSettings rules, boolean recoversUnasked) {
        this(rules, recoversUnasked, Parts.none(), new Words());
    }

    private MachineRun(RefreshSettings rules, boolean recoversUnasked, Parts<String> parts, Words words) {
        this.words = words;
        this.machine = new RefreshMachine<>(rules, recoversUnasked, parts);
        this.state = RefreshState.cold(rules);
    }

    /** A warm one that a resolver vouched for: no one tries it again unless it is used. */
    static MachineRun unpinned() {
        MachineRun run = new MachineRun(Rules.DEFAULTS, false);
        run.need();
        run.lands("v1");
        return run;
    }

    static MachineRun unpinnedCold() {
        return new MachineRun(Rules.DEFAULTS, false);
    }

    static MachineRun cold() {
        return new MachineRun(Rules.DEFAULTS);
    }

    /** A machine that fetched "v1", fresh for 10 min, at time zero. */
    static MachineRun warm() {
        MachineRun run = cold();
        run.need();
        run.lands("v1");
        return run;
    }

    /** A machine over words, each a part, that fetched these at time zero. */
    static MachineRun ofWords(RefreshSettings rules, String words) {
        Words parts = new Words();
        MachineRun run = new MachineRun(rules, true, parts, parts);
        run.need();
        run.lands(words);
        return run;
    }

    /** From now on somebody uses what the last answer lacks, or no one does. */
    MachineRun keptInUse(boolean used) {
        words.keptInUse(used);
        return this;
    }

    /** From now on others leave something of what is shared, or nothing. */
    MachineRun outOfTurn(boolean allowed) {
        outOfTurn = allowed;
        return this;
    }

    Object doubts(Duration arrivedAt, boolean patient) {
        return doubts(arrivedAt, patient, true);
    }

    Object doubts(Duration arrivedAt, boolean patient, boolean allowed) {
        return follow(machine.doubt(state(), arrivedAt.toNanos(), patient, allowed, now, Flight.at(now)));
    }

    boolean mayDoubt(Duration arrivedAt) {
        return machine.mayDoubt(state(), arrivedAt.toNanos(), now);
    }

    boolean mayStartOutOfTurn() {
        return machine.mayStartOutOfTurn(state(), now);
    }

    boolean isKeptInUse() {
        return machine.isKeptInUse(state());
    }

    long now() {
        return now;
    }

    MachineRun after(Duration duration) {
        now += duration.toNanos();
        return this;
    }

    /** A machine with a value that was configured. */
    static MachineRun fixed() {
        MachineRun run = cold();
        run.state = RefreshState.beginningWith(Snapshot.permanent("v1", Instant.EPOCH), Rules.DEFAULTS);
        return run;
    }

    /** Until an interval from now nothing is left to spend on unknown keys. */
    MachineRun withoutBudget() {
        state = state.with(state.unknown().with(new FetchBudget(0, now)));
        return this;
    }

    /** Someone insists on a fetch. */
    MachineRun fetching() {
        newer(Duration.ofNanos(Long.MAX_VALUE - 1));
        return this;
    }

    /** A fetch has failed, and the next one waits. */
    MachineRun failing() {
        fetching().fails(Optional.of(Duration.ofMinutes(1)));
        return this;
    }

    Object need() {
        return follow(machine.need(state(), now, true, now, Flight.at(now)));
    }

    Object needImpatiently() {
        return follow(machine.need(state(), now, false, now, Flight.at(now)));
    }

    Object unknown(String sought) {
        return unknown(sought, Duration.ofNanos(now));
    }

    Object unknown(String sought, Duration arrivedAt) {
        return follow(machine.unknown(state(), sought, arrivedAt.toNanos(), outOfTurn, now, Flight.at(now)));
    }

    Object newer(Duration arrivedAt) {
        return follow(machine.newer(state(), arrivedAt.toNanos(), Flight.at(now)));
    }

    Object alarm(boolean used) {
        return follow(machine.alarm(state(), used, isKeptInUse(), now, Flight.at(now)));
    }

    Object lands(String value) {
        return lands(value, Optional.empty());
    }

    Object lands(String value, Optional<Duration> lifetime) {
        return lands(state.flight(), fetched(value).with(new StatedFreshness(lifetime, false)));
    }

    /** Somebody asks for a new value, and this is it, fresh for an hour. */
    MachineRun answeredWith(String value) {
        boolean same = value.equals(value().split(" \\| ", 2)[0]);
        fetching();
        Fetched<String> fetched = Fetched.of(value, flight().startedAt());
        lands(
                flight(),
                (same ? fetched.asBefore() : fetched)
                        .with(new StatedFreshness(Optional.of(Duration.ofHours(1)), false)));
        return this;
    }

    boolean isDisagreement() {
        return state().missing().isDisagreement(now);
    }

    Object landsUnusable(String value) {
        return lands(state.flight(), fetched(value).unusable(new IllegalStateException("empty")));
    }

    /** By the flight under way; the same as before if it is the very same string. */
    @SuppressWarnings("ReferenceEquality")
    Fetched<String> fetched(String value) {
        Fetched<String> fetched = Fetched.of(value, lastFlight().startedAt());
        return state.snapshot() != null && state.snapshot().value() == value ? fetched.asBefore() : fetched;
    }

    Object lands(Flight flight, Fetched<String> fetched) {
        return follow(machine.accept(state(), flight, fetched, now, Instant.EPOCH, NO_JITTER));
    }

    Object fails() {
        return fails(Optional.empty());
    }

    Object fails(Optional<Duration> retryAfter) {
        Failure failure = new Failure(new IllegalStateException("answered 503"), retryAfter);
        return follow(machine.fail(state(), lastFlight(), failure, now, Instant.EPOCH, NO_JITTER));
    }

    /** The fetch had no turn: no one was asked. */
    Object hasNoTurn(Optional<Duration> retryAfter) {
        Failure failure = new Failure(new IllegalStateException("no turn"), retryAfter, false);
        return follow(machine.fail(state, lastFlight(), failure, now, Instant.EPOCH, NO_JITTER));
    }

    /** As one that was forgotten except for its failures. */
    MachineRun forgottenButForFailures() {
        state = RefreshState.coldAfter(state.failures(), state.unusableSince(), Rules.DEFAULTS);
        return this;
    }

    private Object follow(Transition<String> transition) {
        state = transition.state();
        lastStarted = transition.start();
        return told(transition);
    }

    static Object told(Transition<String> transition) {
        return transition instanceof Transition.Refuse<String> refuse ? refuse.miss() : transition;
    }

    RefreshState<String> state() {
        state = machine.at(state, now);
        return state;
    }

    /** Whether the last event began a fetch. */
    boolean startedFetch() {
        return lastStarted != null;
    }

    Flight flight() {
        return state.flight();
    }

    /** The flight under way, or one that is over. */
    Flight lastFlight() {
        return state.flight() == null ? Flight.at(0) : state.flight();
    }

    /** Whatever there is to fetch is fetched once more, unless nothing is under way by now for another reason. */
    MachineRun againAfter(Duration duration) {
        boolean failing = state.failures().count() > 0;
        after(duration);
        return failing ? fetching() : this;
    }

    /** Whether a caller could be served, late or not. */
    boolean isUsable() {
        return state.snapshot() != null && now < state.snapshot().staleUntil();
    }

    int generation() {
        state();
        return state.snapshot() == null ? 0 : state.snapshot().generation();
    }

    String value() {
        return state().snapshot().value();
    }

    /** Until the next alarm, or null when none is set. */
    Duration untilAlarm() {
        long at = machine.nextAlarm(state);
        return at == Environment.NEVER ? null : Duration.ofNanos(at - now);
    }

    static Duration at(Object refusal, MachineRun run) {
        long retryAt = refusal instanceof Miss.Throttled throttled
                ? throttled.retryAt()
                : refusal instanceof Miss.Absent absent ? absent.retryAt() : ((Miss.Unavailable) refusal).retryAt();
        return Duration.ofNanos(retryAt - run.now);
    }
}
