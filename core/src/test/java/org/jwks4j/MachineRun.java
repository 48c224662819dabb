package org.jwks4j;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A refresh machine over strings with a state, a time and no chance: what a test tells it is what happens. */
final class MachineRun {
    static final double NO_JITTER = 0.5; // refresh at 80 %, backoff at half its bound

    private final RefreshMachine<String> machine;
    private RefreshState<String> state;
    private long now;
    private Flight lastStarted;

    MachineRun(RefreshPolicy policy) {
        this(policy, true);
    }

    private MachineRun(RefreshPolicy policy, boolean recoversUnasked) {
        this.machine = new RefreshMachine<>(policy, recoversUnasked);
        this.state = RefreshState.cold(policy);
    }

    /** A warm one that a resolver vouched for: nobody tries it again unless it is used. */
    static MachineRun unpinned() {
        MachineRun run = new MachineRun(RefreshPolicy.defaults(), false);
        run.need();
        run.lands("v1");
        return run;
    }

    static MachineRun cold() {
        return new MachineRun(RefreshPolicy.defaults());
    }

    /** A machine that fetched "v1", fresh for 10 min, at time zero. */
    static MachineRun warm() {
        MachineRun run = cold();
        run.need();
        run.lands("v1");
        return run;
    }

    MachineRun after(Duration duration) {
        now += duration.toNanos();
        return this;
    }

    /** A machine with a value that was configured. */
    static MachineRun fixed() {
        MachineRun run = cold();
        run.state = RefreshState.beginningWith(Snapshot.fixed("v1", Instant.EPOCH), RefreshPolicy.defaults());
        return run;
    }

    /** Until an interval from now nothing is left to spend on unknown keys. */
    MachineRun withoutBudget() {
        state = state.withBudget(new UnknownKeyBudget(0, now));
        return this;
    }

    /** Somebody insists on a fetch. */
    MachineRun fetching() {
        newer(Duration.ofNanos(Long.MAX_VALUE - 1));
        return this;
    }

    /** A fetch has failed, and the next one waits. */
    MachineRun failing() {
        fetching().fails(Optional.of(Duration.ofMinutes(1)));
        return this;
    }

    Verdict<String> need() {
        return follow(machine.need(state, now, true, now, Flight.at(now)));
    }

    Verdict<String> needImpatiently() {
        return follow(machine.need(state, now, false, now, Flight.at(now)));
    }

    Verdict<String> unknown(String sought) {
        return unknown(sought, Duration.ofNanos(now));
    }

    Verdict<String> unknown(String sought, Duration arrivedAt) {
        return follow(machine.unknown(state, sought, arrivedAt.toNanos(), now, Flight.at(now)));
    }

    Verdict<String> newer(Duration arrivedAt) {
        return follow(machine.newer(state, arrivedAt.toNanos(), Flight.at(now)));
    }

    Verdict<String> alarm(boolean used) {
        return follow(machine.alarm(state, used, now, Flight.at(now)));
    }

    Verdict<String> lands(String value) {
        return lands(value, Optional.empty());
    }

    Verdict<String> lands(String value, Optional<Duration> lifetime) {
        return lands(state.flight(), Loaded.usable(value, new Caching(lifetime, false, Validators.NONE)));
    }

    Verdict<String> landsUnusable(String value) {
        return lands(state.flight(), new Loaded<>(value, "nothing in it", Caching.UNSAID));
    }

    Verdict<String> lands(Flight flight, Loaded<String> loaded) {
        return follow(machine.landed(state, flight, loaded, now, Instant.EPOCH, NO_JITTER));
    }

    Verdict<String> fails() {
        return fails(Optional.empty());
    }

    Verdict<String> fails(Optional<Duration> retryAfter) {
        KeysUnavailableException cause = new KeysUnavailableException(
                Reason.UNEXPECTED_STATUS, "https://issuer.example.com", null, "answered 503", null, retryAfter);
        return follow(machine.failed(state, lastFlight(), cause, now, Instant.EPOCH, NO_JITTER));
    }

    private Verdict<String> follow(Step<String> step) {
        state = step.state();
        lastStarted = step.start();
        return step.verdict();
    }

    RefreshState<String> state() {
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
        return state.snapshot() == null ? 0 : state.snapshot().generation();
    }

    String value() {
        return state.snapshot().value();
    }

    /** Until the next alarm, or null when none is set. */
    Duration untilAlarm() {
        long at = machine.nextAlarm(state);
        return at == Environment.NEVER ? null : Duration.ofNanos(at - now);
    }

    static Duration at(Verdict<String> refusal, MachineRun run) {
        long retryAt = refusal instanceof Verdict.Throttled<String> throttled
                ? throttled.retryAt()
                : refusal instanceof Verdict.Absent<String> absent
                        ? absent.retryAt()
                        : ((Verdict.Unavailable<String>) refusal).retryAt();
        return Duration.ofNanos(retryAt - run.now);
    }
}
