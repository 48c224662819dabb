package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Join;
import org.jwks4j.refresh.Transition.Serve;

/** Rows 6 to 8 of the refresh machine: failures, cold starts, and sets that are not believed at once. */
class RefreshMachineFailureTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    @Test
    void coldFailure_isToldToWhoComesWhileBackingOff() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.fails();
        Object verdict = run.after(Duration.ofMillis(1)).need();
        assertThat(verdict).isInstanceOf(Unavailable.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void coldFailure_isNeverCachedPastItsBackoff() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.fails();
        run.after(Duration.ofMillis(125).minus(ONE_NANO));
        assertThat(run.need()).isInstanceOf(Unavailable.class);
        assertThat(run.after(ONE_NANO).need()).isInstanceOf(Join.class);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void coldBackoff_growsFromAQuarterOfASecondToThirtySeconds() {
        MachineRun run = MachineRun.cold();
        run.need();
        for (int millis : new int[] {125, 250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000}) {
            run.fails();
            assertThat(run.untilAlarm()).isEqualTo(Duration.ofMillis(millis));
            run.after(run.untilAlarm()).alarm(false);
        }
    }

    @Test
    void keysThatAreTooOld_areAskedForAsOftenAsIfThereWereNone() {
        MachineRun run =
                MachineRun.warm().after(Duration.ofMinutes(10).plusHours(6).minus(ONE_NANO));
        for (int i = 0; i < 20; i++) {
            run.newer(Duration.ofDays(1));
            run.fails();
        }
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(150));
        run.after(ONE_NANO).newer(Duration.ofDays(1));
        run.fails();
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void warmBackoff_growsFromASecondToFiveMinutes() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            run.fails();
            assertThat(run.untilAlarm().multipliedBy(2)) // chance is a half
                    .as("bound of the delay")
                    .isEqualTo(Duration.ofSeconds(seconds));
            run.after(run.untilAlarm()).alarm(false);
        }
    }

    @Test
    void retryAfter_isHonouredUpToTenMinutes() {
        assertThat(alarmAfterRetryAfter(Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(3));
        assertThat(alarmAfterRetryAfter(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
        assertThat(alarmAfterRetryAfter(Duration.ofDays(2))).isEqualTo(Duration.ofMinutes(10));
        assertThat(alarmAfterRetryAfter(Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
    }

    private static Duration alarmAfterRetryAfter(Duration retryAfter) {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        run.fails(Optional.of(retryAfter));
        return run.untilAlarm();
    }

    @Test
    void afterAFailure_theAlarmRetriesUnasked() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.fails();
        run.after(run.untilAlarm()).alarm(false);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void anAlarmThatRingsEarly_changesNothing() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.fails();
        Duration before = run.untilAlarm();
        run.alarm(true);
        assertThat(run.startedFetch()).isFalse();
        assertThat(run.untilAlarm()).isEqualTo(before);
    }

    @Test
    void aFailure_keepsTheSnapshot() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        run.fails();
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.value()).isEqualTo("v1");
    }

    @Test
    void aSuccess_forgetsTheFailures() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.fails();
        run.after(Duration.ofSeconds(1)).need();
        run.lands("v1");
        assertThat(run.state().failures().count()).isZero();
    }

    @Test
    void anEmptySet_doesNotReplaceTheKeysBeforeItIsConfirmed() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        assertThat(run.landsUnusable("empty")).isInstanceOf(Unavailable.class);
        assertThat(run.value()).isEqualTo("v1");
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anEmptySetAgainTooSoon_isNotAConfirmation() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        run.landsUnusable("empty");
        run.after(Duration.ofSeconds(30).minus(ONE_NANO)).newer(Duration.ofHours(1));
        run.landsUnusable("empty");
        assertThat(run.value()).isEqualTo("v1");
        assertThat(run.untilAlarm()).isEqualTo(ONE_NANO);
    }

    @Test
    void anEmptySetThirtySecondsLater_isBelieved() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        run.landsUnusable("empty");
        run.after(Duration.ofSeconds(30)).alarm(false);
        assertThat(run.landsUnusable("empty")).isInstanceOf(Serve.class);
        assertThat(run.value()).isEqualTo("empty");
    }

    @Test
    void keysInBetween_beginTheConfirmationAnew() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        run.landsUnusable("empty");
        run.after(Duration.ofSeconds(30)).alarm(false);
        run.lands("v2");
        run.after(Duration.ofSeconds(30)).newer(Duration.ofHours(1));
        run.landsUnusable("empty");
        assertThat(run.value()).isEqualTo("v2");
    }
}
