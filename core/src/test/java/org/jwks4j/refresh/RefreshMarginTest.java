package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Transition.Serve;

/** How long before its freshness ends a value is fetched again, if that takes long. Values are fresh for 10 min, due at 80 %. */
class RefreshMarginTest {
    private static final Duration ONE_MILLI = Duration.ofMillis(1);
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    /** A machine whose first fetch took as long. */
    private static MachineRun fetchedIn(Duration took) {
        MachineRun run = MachineRun.cold();
        run.need();
        run.after(took).lands("v1");
        return run;
    }

    private static Duration dueAfter(MachineRun run) {
        Snapshot<String> snapshot = run.state().snapshot();
        return Duration.ofNanos(snapshot.refreshAt() - snapshot.requestedAt());
    }

    private static Duration dueIfItTook(Duration took) {
        return dueAfter(fetchedIn(took));
    }

    @Test
    void aQuickFetch_leavesItAtEightyPercent() {
        assertThat(dueIfItTook(Duration.ZERO)).isEqualTo(Duration.ofMinutes(8));
        assertThat(dueIfItTook(Duration.ofSeconds(2))).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void aSlowFetch_isBegunThreeTimesAsLongBefore() {
        assertThat(dueIfItTook(Duration.ofSeconds(40))).isEqualTo(Duration.ofMinutes(8));
        assertThat(dueIfItTook(Duration.ofSeconds(40).plus(ONE_MILLI)))
                .isEqualTo(Duration.ofMinutes(8).minus(ONE_MILLI.multipliedBy(3)));
        assertThat(dueIfItTook(Duration.ofSeconds(60))).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aPartOfAMillisecond_countsAsAWholeOne() {
        assertThat(dueIfItTook(Duration.ofSeconds(60).plus(ONE_NANO)))
                .isEqualTo(dueIfItTook(Duration.ofSeconds(60).plus(ONE_MILLI)));
    }

    @Test
    void atMostHalfOfTheLifetime_isGivenUp() {
        assertThat(dueIfItTook(Duration.ofSeconds(100).minus(ONE_MILLI)))
                .isEqualTo(Duration.ofMinutes(5).plus(ONE_MILLI.multipliedBy(3)));
        assertThat(dueIfItTook(Duration.ofSeconds(100))).isEqualTo(Duration.ofMinutes(5));
        assertThat(dueIfItTook(Duration.ofSeconds(101))).isEqualTo(Duration.ofMinutes(5));
        assertThat(dueIfItTook(Duration.ofDays(300))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void eachFetch_isMeasuredAnew() {
        MachineRun run = fetchedIn(Duration.ofSeconds(60));
        run.fetching().after(Duration.ofSeconds(1)).lands("v2");
        assertThat(dueAfter(run)).isEqualTo(Duration.ofMinutes(8));
        run.fetching().after(Duration.ofSeconds(80)).lands(run.value());
        assertThat(dueAfter(run)).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void aFetchThatFailed_isNotCounted() {
        MachineRun run = fetchedIn(Duration.ofSeconds(60));
        run.fetching().after(Duration.ofSeconds(90)).fails();
        run.fetching().after(Duration.ofSeconds(1)).lands("v2");
        assertThat(dueAfter(run)).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void whatMayNotBeKept_isDueAtOnce() {
        MachineRun run = new MachineRun(Rules.TO_THE_LETTER);
        run.need();
        run.after(Duration.ofSeconds(3)).lands("v1", Optional.of(Duration.ZERO));
        assertThat(dueAfter(run)).isZero();
    }

    /** Another node asked, so nothing is known of how long that took. */
    @Test
    void anAnswerOfAnotherNode_changesNothingAboutIt() {
        MachineRun run = fetchedIn(Duration.ofSeconds(60));
        run.fetching().after(Duration.ofSeconds(2));
        run.lands(run.flight(), Fetched.of("v2", run.now()).byAnother());
        assertThat(dueAfter(run)).isEqualTo(Duration.ofMinutes(7));
        MachineRun first = MachineRun.cold();
        first.need();
        first.after(Duration.ofSeconds(60));
        first.lands(first.flight(), Fetched.of("v1", first.now()).byAnother());
        assertThat(dueAfter(first)).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void anOffer_changesNothingAboutItEither() {
        RefreshMachine<String> machine = new RefreshMachine<>(Rules.DEFAULTS, true);
        MachineRun run = fetchedIn(Duration.ofSeconds(60));
        long now = run.now();
        Fetched<String> offer = Fetched.of("v2", now).byAnother();
        Transition<String> transition = machine.offered(run.state(), known -> offer, now, Instant.EPOCH, 0.5);
        Snapshot<String> taken = ((Serve<String>) transition).snapshot();
        assertThat(taken.refreshAt() - now).isEqualTo(Duration.ofMinutes(7).toNanos());
    }

    /** The promise: a caller never waits, as long as no fetch takes three times as long as the last one. */
    @Test
    void aFetchOfThreeTimesTheLast_stillEndsBeforeAnyoneWaits() {
        MachineRun run = fetchedIn(Duration.ofSeconds(60));
        run.after(run.untilAlarm()).alarm(true);
        assertThat(run.startedFetch()).isTrue();
        assertThat(run.after(Duration.ofMinutes(3).minus(ONE_NANO)).need()).isInstanceOf(Serve.class);
        run.lands("v2");
        assertThat(run.need()).isInstanceOf(Serve.class);
    }
}
