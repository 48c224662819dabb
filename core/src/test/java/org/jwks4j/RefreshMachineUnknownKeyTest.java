package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.Verdict.Absent;
import org.jwks4j.Verdict.Join;
import org.jwks4j.Verdict.Throttled;
import org.jwks4j.Verdict.Unavailable;

/** Row 4 of the refresh machine: keys that nobody has heard of. */
class RefreshMachineUnknownKeyTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    private static MachineRun warmForAMinute() {
        return MachineRun.warm().after(Duration.ofMinutes(1));
    }

    @Test
    void unknownKey_isFetchedForAndTheCallerWaits() {
        MachineRun run = warmForAMinute();
        assertThat(run.unknown("kid x")).isEqualTo(new Join<String>(run.flight()));
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void unknownKey_joinsAFetchInFlightWithoutSpending() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        int left = run.state().budget().tokens();
        run.unknown("kid y");
        assertThat(run.startedFetch()).isFalse();
        assertThat(run.state().budget().tokens()).isEqualTo(left);
    }

    @Test
    void afterAFetchThatBeganLater_theKeyIsAbsent() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        run.lands("v1");
        Verdict<String> verdict = run.unknown("kid x", Duration.ofMinutes(1));
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
        run.lands(run.flight(), Loaded.usable("v1", Caching.UNSAID).fromWhereItMayHaveMoved());
        assertThat(run.unknown("kid x", Duration.ZERO)).isInstanceOf(Join.class);
        assertThat(run.flight().isForUnknownKey()).isTrue();
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
    void absentKey_isForgottenWhenTheSetChanges() {
        MachineRun run = confirmedAbsent("kid x");
        run.after(ONE_NANO).newer(Duration.ofHours(1));
        run.lands("v2");
        run.after(ONE_NANO).unknown("kid x");
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
        Verdict<String> verdict = run.unknown("kid 3");
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
        assertThat(run.state().budget().tokens()).isEqualTo(1);
    }

    @Test
    void throttledCaller_hasTheNextSlotFetchedAnyway() {
        MachineRun run = exhausted();
        run.unknown("kid 3");
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(2).minusNanos(2));
        run.after(run.untilAlarm()).alarm(false);
        assertThat(run.startedFetch()).isTrue();
        assertThat(run.state().budget().tokens()).isZero();
    }

    @Test
    void throttledCallerOfASourceThatGaveUp_hasTheNextSlotFetchedToo() {
        MachineRun run = MachineRun.unpinned().failing().after(Duration.ofMinutes(1));
        run.alarm(false); // nobody has used it: it rests
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
        assertThat(run.need()).isInstanceOf(Verdict.Serve.class);
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
        RefreshPolicy policy = RefreshPolicy.defaults();
        RefreshState<String> state = RefreshState.beginningWith(Snapshot.fixed("v1", java.time.Instant.EPOCH), policy);
        Step<String> step = new RefreshMachine<String>(policy, true).unknown(state, "kid x", 5, 5, Flight.at(5));
        assertThat(step.verdict()).isInstanceOf(Absent.class);
        assertThat(step.start()).isNull();
    }

    @Test
    void atMostThirtyTwoAbsentKeys_areRemembered() {
        AbsentKeys absent = AbsentKeys.NONE;
        for (int i = 0; i < 100; i++) {
            absent = absent.plus("kid " + i, i);
        }
        assertThat(absent.keys()).hasSize(32).containsKey("kid 99").doesNotContainKey("kid 0");
    }
}
