package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Join;
import org.jwks4j.refresh.Transition.Serve;

/** A fetch that had no turn, what is remembered of failures, and when a value was asked for. */
class RefreshMachineTurnTest {
    @Test
    void coldFetchWithoutATurn_isNoFailureOfTheIssuer() {
        MachineRun run = MachineRun.cold();
        run.need();
        Object told = run.after(Duration.ofSeconds(1)).hasNoTurn(Optional.of(Duration.ofSeconds(3)));
        assertThat(told).isInstanceOf(Unavailable.class);
        assertThat(MachineRun.at(told, run)).isEqualTo(Duration.ofSeconds(3));
        assertThat(run.state().failures()).isEqualTo(Failures.NONE);
        assertThat(run.flight()).isNull();
        assertThat(run.need()).isInstanceOf(Join.class); // no backoff
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void coldFetchWithoutATurn_mayBeTriedAtOnceIfNoTimeWasSaid() {
        MachineRun run = MachineRun.cold();
        run.need();
        assertThat(MachineRun.at(run.hasNoTurn(Optional.empty()), run)).isZero();
    }

    @Test
    void coldFailureBeforeAFetchWithoutATurn_isKept() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.fails();
        run.after(run.untilAlarm()).need();
        run.hasNoTurn(Optional.empty());
        assertThat(run.state().failures().count()).isEqualTo(1);
    }

    @Test
    void refreshWithoutATurn_isNoFailureOfTheIssuer() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        Object told = run.hasNoTurn(Optional.of(Duration.ofSeconds(1)));
        assertThat(MachineRun.at(told, run)).isEqualTo(Duration.ofSeconds(1));
        assertThat(run.state().failures().count()).isZero();
        assertThat(run.state().failures().last()).isNull();
        assertThat(run.value()).isEqualTo("v1");
    }

    @Test
    void refreshesWithoutATurn_areTriedAgainWhenTheyMayWithoutBackoff() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        for (int turn = 0; turn < 20; turn++) {
            run.hasNoTurn(Optional.of(Duration.ofSeconds(1)));
            assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(1));
            run.after(Duration.ofSeconds(1).minusNanos(1)).alarm(true);
            assertThat(run.startedFetch()).isFalse();
            run.after(Duration.ofNanos(1)).alarm(true);
            assertThat(run.startedFetch()).isTrue();
        }
    }

    @Test
    void refreshWithoutATurn_makesNoCallerWaitForTheNext() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(10));
        run.need();
        run.hasNoTurn(Optional.of(Duration.ofSeconds(1)));
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
        run.after(Duration.ofSeconds(1)).need();
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void refreshWithoutATurn_holdsBackNoUnknownKey() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        run.hasNoTurn(Optional.of(Duration.ofSeconds(1)));
        run.unknown("k");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void refreshWithoutATurnAfterAFailure_leavesTheFailureAsItIs() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        run.fails();
        run.after(run.untilAlarm()).alarm(true);
        run.hasNoTurn(Optional.of(Duration.ofSeconds(1)));
        assertThat(run.state().failures().count()).isEqualTo(1);
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void attemptOutOfTurnWithoutAPlace_changesNotWhenTheNextIsDue() {
        MachineRun run = MachineRun.warm().outOfTurn(true);
        for (int failure = 0; failure < 8; failure++) {
            run.fetching().fails();
        }
        Duration inTurn = run.untilAlarm();
        run.after(Duration.ofSeconds(8)).unknown("k");
        assertThat(run.startedFetch()).isTrue();
        run.hasNoTurn(Optional.of(Duration.ofSeconds(1)));
        assertThat(run.untilAlarm()).isEqualTo(inTurn.minusSeconds(8));
    }

    @Test
    void confirmationWithoutATurn_isTriedAgainWhenItMay() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a b");
        run.keptInUse(true).answeredWith("a");
        run.after(run.untilAlarm()).alarm(true);
        assertThat(run.startedFetch()).isTrue();
        run.hasNoTurn(Optional.of(Duration.ofSeconds(1)));
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void failuresOfOneThatWasForgotten_holdBackAllTheSame() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.landsUnusable("");
        run.forgottenButForFailures();
        assertThat(run.need()).isInstanceOf(Unavailable.class);
        run.after(Duration.ofSeconds(30)).need();
        assertThat(run.landsUnusable("")).isInstanceOf(Serve.class); // the second answer, half a minute later
    }

    @Test
    void oneThatIsNotAskedByItself_waitsForNoMoreThanTenSeconds() {
        MachineRun run = MachineRun.unpinnedCold();
        for (int i = 0; i < 12; i++) {
            run.newer(Duration.ofDays(1));
            run.fails();
        }
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(5)); // chance is a half
    }

    @Test
    void aValue_isFromWhenItWasAskedFor() {
        MachineRun run = MachineRun.cold().after(Duration.ofSeconds(1));
        run.need();
        run.after(Duration.ofSeconds(2)).lands("v1");
        assertThat(run.state().snapshot().fetchedAt()).isEqualTo(Instant.EPOCH.minusSeconds(2));
    }
}
