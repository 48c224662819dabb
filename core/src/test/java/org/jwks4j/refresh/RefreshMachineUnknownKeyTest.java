package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Miss.Absent;
import org.jwks4j.refresh.Miss.Throttled;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Join;

/** Row 4 of the refresh machine: keys that no one has heard of. */
class RefreshMachineUnknownKeyTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    private static MachineRun warmForAMinute() {
        return MachineRun.warm().after(Duration.ofMinutes(1));
    }

    @Test
    void unknownKey_isFetchedForAndTheCallerWaits() {
        MachineRun run = warmForAMinute();
        Object told = run.unknown("kid x");
        assertThat(told).isEqualTo(new Join<>(run.state(), run.flight(), run.flight()));
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void unknownKey_joinsAFetchInFlightWithoutSpending() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        int left = run.state().unknown().budget().tokens();
        run.unknown("kid y");
        assertThat(run.startedFetch()).isFalse();
        assertThat(run.state().unknown().budget().tokens()).isEqualTo(left);
    }

    @Test
    void afterAFetchThatBeganLater_theKeyIsAbsent() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        run.lands("v1");
        Object verdict = run.unknown("kid x", Duration.ofMinutes(1));
        assertThat(verdict).isInstanceOf(Absent.class);
        assertThat(MachineRun.at(verdict, run)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aFetchThatBeganBeforeTheCallerCame_earnsOneMore() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        Duration arrived = Duration.ofMinutes(1).plus(ONE_NANO);
        run.after(ONE_NANO).unknown("kid y", arrived);
        run.lands("v1");
        assertThat(run.unknown("kid y", arrived)).isInstanceOf(Join.class);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void aFetchFromAPlaceThatMayBeOutOfDate_isNotTheLastWord() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.lands(run.flight(), Fetched.of("v1", 0).whichMayHaveMoved());
        assertThat(run.unknown("kid x", Duration.ZERO)).isInstanceOf(Join.class);
        assertThat(run.flight().isForUnknownName()).isTrue();
        run.lands(run.value());
        assertThat(run.unknown("kid x", Duration.ZERO)).isInstanceOf(Absent.class);
    }

    @Test
    void absentKey_costsNothingWhileRemembered() {
        MachineRun run = confirmedAbsent("kid x");
        run.after(Duration.ofSeconds(2).minus(ONE_NANO));
        assertThat(run.unknown("kid x")).isInstanceOf(Absent.class);
        assertThat(run.startedFetch()).isFalse();
        run.after(ONE_NANO).unknown("kid x");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void absentKey_isRememberedTwiceAsLongEachTime_upToAMinute() {
        MachineRun run = warmForAMinute();
        Duration clock = Duration.ofMinutes(1);
        for (int seconds : new int[] {2, 4, 8, 10, 10}) {
            run.unknown("kid x", clock);
            run.lands(run.value(), Optional.of(Duration.ofHours(1)));
            Duration remembered = MachineRun.at(run.unknown("kid x", clock), run);
            assertThat(remembered).isEqualTo(Duration.ofSeconds(seconds));
            run.after(remembered);
            clock = clock.plus(remembered);
        }
    }

    @Test
    void absentKey_isSettledByEachAnswer() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1").after(Duration.ofMinutes(1));
        run.unknown("x");
        run.lands("a:1");
        run.after(ONE_NANO).answeredWith("a:1 b:1").after(ONE_NANO).unknown("x");
        assertThat(run.startedFetch()).isFalse();
        run.answeredWith("a:1 x:1")
                .after(ONE_NANO)
                .answeredWith("a:1 -x")
                .after(ONE_NANO)
                .unknown("x");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void aFetch_settlesAllThatWasAskedForMeanwhile() {
        MachineRun run = exhausted();
        run.unknown("kid 3");
        run.unknown("kid 4");
        run.after(Duration.ofSeconds(2)).alarm(false);
        run.lands(run.value());
        run.after(ONE_NANO);
        assertThat(run.unknown("kid 3")).isInstanceOf(Absent.class);
        assertThat(run.unknown("kid 4")).isInstanceOf(Absent.class);
    }

    @Test
    void aFetchThatBeganBefore_settlesNothing() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        run.after(ONE_NANO).unknown("kid y");
        run.lands(run.value());
        run.after(ONE_NANO).unknown("kid y");
        assertThat(run.startedFetch()).isTrue();
    }

    private static MachineRun confirmedAbsent(String sought) {
        MachineRun run = warmForAMinute();
        run.unknown(sought);
        run.lands(run.value());
        run.unknown(sought, Duration.ofMinutes(1));
        return run;
    }

    @Test
    void budget_isTwoFetchesAtOnceThenOnePerTwoSeconds() {
        MachineRun run = exhausted();
        Object verdict = run.unknown("kid 3");
        assertThat(verdict).isInstanceOf(Throttled.class);
        assertThat(MachineRun.at(verdict, run)).isEqualTo(Duration.ofSeconds(2).minusNanos(2));
    }

    /** Both tokens spent on fetches that brought nothing new, a nanosecond apart. */
    private static MachineRun exhausted() {
        MachineRun run = warmForAMinute();
        run.unknown("kid 1");
        run.lands(run.value());
        run.after(ONE_NANO).unknown("kid 2");
        run.lands(run.value());
        return run.after(ONE_NANO);
    }

    @Test
    void budget_isChargedWhateverTheOutcome() {
        MachineRun run = warmForAMinute();
        run.unknown("kid 1");
        run.fails();
        assertThat(run.state().unknown().budget().tokens()).isEqualTo(1);
    }

    @Test
    void throttledCaller_hasTheNextSlotFetchedAnyway() {
        MachineRun run = exhausted();
        run.unknown("kid 3");
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(2).minusNanos(2));
        run.after(run.untilAlarm()).alarm(false);
        assertThat(run.startedFetch()).isTrue();
        assertThat(run.state().unknown().budget().tokens()).isZero();
    }

    @Test
    void throttledCallerOfASourceThatGaveUp_hasTheNextSlotFetchedToo() {
        MachineRun run = MachineRun.unpinned().failing().after(Duration.ofMinutes(1));
        run.alarm(false); // no one has used it: it rests
        run.withoutBudget().unknown("kid 3");
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(2));
        run.after(run.untilAlarm()).alarm(true);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void manyThrottledCallers_haveOneTrailingFetch() {
        MachineRun run = exhausted();
        for (int i = 0; i < 1000; i++) {
            run.unknown("kid " + i);
            assertThat(run.startedFetch()).isFalse();
        }
        run.after(run.untilAlarm()).alarm(false);
        run.lands(run.value());
        assertThat(run.untilAlarm()).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void aRefreshInBetween_servesTheThrottledCallersToo() {
        MachineRun run = exhausted();
        run.unknown("kid 3");
        run.newer(Duration.ofHours(1));
        run.lands(run.value());
        assertThat(run.untilAlarm()).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void theScheduledRefresh_hasABudgetOfItsOwn() {
        MachineRun run = exhausted();
        run.after(Duration.ofMinutes(8)).unknown("kid 3");
        assertThat(run.need()).isInstanceOf(Transition.Serve.class);
    }

    @Test
    void unknownKeyDuringBackoff_failsWithoutFetching() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        run.fails();
        assertThat(run.unknown("kid x")).isInstanceOf(Unavailable.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void fixedKeys_areNeverFetchedFor() {
        RefreshSettings rules = Rules.DEFAULTS;
        RefreshState<String> state =
                RefreshState.beginningWith(Snapshot.permanent("v1", java.time.Instant.EPOCH), rules);
        Transition<String> transition =
                new RefreshMachine<String>(rules, true).unknown(state, "kid x", 5, false, 5, Flight.at(5));
        assertThat(MachineRun.told(transition)).isInstanceOf(Absent.class);
        assertThat(transition.start()).isNull();
    }

    @Test
    void atMostThirtyTwoAbsentNames_areRemembered() {
        AbsentNames absent = AbsentNames.NONE;
        for (int i = 0; i < 100; i++) {
            absent = absent.plus("kid " + i, i);
        }
        assertThat(absent.names()).hasSize(32).containsKey("kid 99").doesNotContainKey("kid 0");
    }
}
