package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.net.Environment;

/** What the alarm does, and when it is set: for issuers trusted by name, and for those that a resolver vouched for. */
class RefreshMachineAlarmTest {
    private static final RefreshSettings RULES = Rules.DEFAULTS;
    private static final Duration DUE = Duration.ofMinutes(8);
    private static final RefreshMachine<String> VOUCHED_FOR = new RefreshMachine<>(RULES, false);

    @Test
    void aColdSource_restsUntilItIsUsed() {
        MachineRun run = MachineRun.cold();
        assertThat(run.untilAlarm()).isNull();
        run.alarm(true);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void anAlarmBeforeTheRefreshIsDue_changesNothing() {
        MachineRun run = MachineRun.warm().after(DUE.minusNanos(1));
        run.alarm(true);
        assertThat(run.startedFetch()).isFalse();
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofNanos(1));
    }

    /** RFC 9111 §5.2.2.5: what says no-store is fetched for each caller, and for no alarm. */
    @Test
    void whatIsNeverFresh_isNotRefreshedAhead() {
        MachineRun run = new MachineRun(Rules.TO_THE_LETTER).fetching();
        run.lands("v1", Optional.of(Duration.ZERO));
        run.after(DUE);
        assertThat(run.untilAlarm()).isNull();
        run.alarm(true);
        assertThat(run.startedFetch()).isFalse();
        run.alarm(false);
        assertThat(run.state().idle()).isFalse();
    }

    @Test
    void anAlarmDuringAFetch_startsNoSecondOne() {
        MachineRun run = MachineRun.warm().after(DUE);
        run.alarm(true);
        Flight first = run.flight();
        run.alarm(true);
        assertThat(run.startedFetch()).isFalse();
        assertThat(run.flight()).isSameAs(first);
    }

    @Test
    void anIdleSource_isWokenByTheSlotOfARefusedCaller() {
        MachineRun run = MachineRun.warm().after(DUE);
        run.alarm(false);
        spendBudget(run);
        run.after(RULES.defaultFreshness()).alarm(false);
        spendBudget(run);
        run.unknown("kid 3");
        assertThat(run.untilAlarm()).isEqualTo(RULES.unknownInterval().minusNanos(2));
    }

    private static void spendBudget(MachineRun run) {
        for (int i = 0; i < RULES.unknownBurst(); i++) {
            run.unknown("kid " + i);
            run.lands(run.value());
            run.after(Duration.ofNanos(1));
        }
    }

    @Test
    void theFetchOfARefusedCaller_isForAnUnknownKeyAndUsesUpTheSlot() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(1));
        spendBudget(run);
        run.unknown("kid 3");
        run.after(run.untilAlarm()).alarm(false);
        assertThat(run.flight().isForUnknownName()).isTrue();
        run.lands(run.value());
        run.after(Duration.ofNanos(1));
        assertThat(MachineRun.at(run.unknown("kid 4"), run))
                .isEqualTo(Duration.ofSeconds(2).minusNanos(1));
    }

    @Test
    void theFetchOfAnUnknownKey_isToldFromARefresh() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(1));
        run.unknown("kid x");
        assertThat(run.flight().isForUnknownName()).isTrue();
        run.lands(run.value());
        run.after(DUE).need();
        assertThat(run.flight().isForUnknownName()).isFalse();
    }

    @Test
    void anIssuerThatIsVouchedForAndUnused_isNotRetried() {
        RefreshState<String> failed = vouchedForAndFailed();
        long retryAt = failed.failures().retryAt();
        assertThat(VOUCHED_FOR.nextAlarm(failed)).isEqualTo(retryAt);
        Transition<String> transition = VOUCHED_FOR.alarm(failed, false, false, retryAt, Flight.at(retryAt));
        assertThat(transition.start()).isNull();
        assertThat(VOUCHED_FOR.nextAlarm(transition.state())).isEqualTo(Environment.NEVER);
    }

    @Test
    void anIssuerThatIsVouchedForAndUsed_isRetriedWhenTheBackoffIsOver() {
        RefreshState<String> failed = vouchedForAndFailed();
        long retryAt = failed.failures().retryAt();
        assertThat(VOUCHED_FOR
                        .alarm(failed, true, false, retryAt - 1, Flight.at(0))
                        .start())
                .isNull();
        assertThat(VOUCHED_FOR.alarm(failed, true, false, retryAt, Flight.at(0)).start())
                .isNotNull();
    }

    private static RefreshState<String> vouchedForAndFailed() {
        Flight flight = Flight.at(0);
        RefreshState<String> flying =
                VOUCHED_FOR.need(RefreshState.cold(RULES), 0, true, 0, flight).state();
        return VOUCHED_FOR
                .fail(flying, flight, failure(), 0, Instant.EPOCH, MachineRun.NO_JITTER)
                .state();
    }

    @Test
    void aLateFailureOfAFlightThatIsOver_isDropped() {
        RefreshState<String> flying = VOUCHED_FOR
                .need(RefreshState.cold(RULES), 0, true, 0, Flight.at(0))
                .state();
        Transition<String> transition = VOUCHED_FOR.fail(flying, Flight.at(0), failure(), 0, Instant.EPOCH, 0);
        assertThat(transition.state()).isSameAs(flying);
        assertThat(MachineRun.told(transition)).isEqualTo(new Transition.Ignore<>(flying));
    }

    private static Failure failure() {
        return new Failure(new IllegalStateException("answered 503"), Optional.empty());
    }
}
