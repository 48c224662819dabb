package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Join;
import org.jwks4j.refresh.Transition.JoinBriefly;
import org.jwks4j.refresh.Transition.Serve;

/** Rows 1 to 3 of the refresh machine: freshness, refresh ahead, and what holds past freshness. */
class RefreshMachineFreshnessTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    @Test
    void firstNeed_startsAFetchAndJoinsIt() {
        MachineRun run = MachineRun.cold();
        Object told = run.need();
        assertThat(told).isEqualTo(new Join<>(run.state(), run.flight(), run.flight()));
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void secondNeedWhileCold_joinsTheSameFetch() {
        MachineRun run = MachineRun.cold();
        run.need();
        Object told = run.need();
        assertThat(told).isEqualTo(new Join<>(run.state(), run.flight()));
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void withoutHeaders_freshForTenMinutesFromTheRequest() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.after(Duration.ofSeconds(3)).lands("v1");
        assertThat(run.state().snapshot().freshUntil())
                .isEqualTo(Duration.ofMinutes(10).toNanos());
    }

    @Test
    void headersThatAskForLess_areRaisedToOneMinute() {
        assertThat(freshFor(Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
        assertThat(freshFor(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
        assertThat(freshFor(Duration.ofSeconds(61))).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void headersThatAskForMore_areLoweredToOneHour() {
        assertThat(freshFor(Duration.ofDays(365))).isEqualTo(Duration.ofHours(1));
        assertThat(freshFor(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThat(freshFor(Duration.ofMinutes(59))).isEqualTo(Duration.ofMinutes(59));
    }

    private static Duration freshFor(Duration asked) {
        MachineRun run = MachineRun.cold();
        run.need();
        run.lands("v1", Optional.of(asked));
        return Duration.ofNanos(run.state().snapshot().freshUntil());
    }

    @Test
    void beforeTheRefreshIsDue_serves() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8).minus(ONE_NANO));
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void whenTheRefreshIsDue_servesAndRefreshesInTheBackground() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void alarm_isSetToTheRefresh() {
        assertThat(MachineRun.warm().untilAlarm()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void alarmWhenUsed_refreshes() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.alarm(true);
        assertThat(run.startedFetch()).isTrue();
        assertThat(run.untilAlarm()).isNull();
    }

    @Test
    void alarmWhenUnused_letsTheSourceRest() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.alarm(false);
        assertThat(run.startedFetch()).isFalse();
        assertThat(run.untilAlarm()).isNull();
    }

    @Test
    void needAfterARest_refreshesAgain() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.alarm(false);
        run.after(Duration.ofMinutes(1)).need();
        assertThat(run.startedFetch()).isTrue();
        run.lands("v1");
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void pastFreshness_waitsForTheRefreshForAtMostASecond() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(10));
        long until = Duration.ofMinutes(10).plusSeconds(1).toNanos();
        Object told = run.need();
        assertThat(told).isEqualTo(new JoinBriefly<>(run.state(), run.flight(), until, run.flight()));
    }

    @Test
    void pastFreshness_aFetchThatHasTakenASecondIsNotWaitedFor() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(10));
        run.need();
        assertThat(run.after(Duration.ofSeconds(1)).need()).isInstanceOf(Serve.class);
    }

    @Test
    void pastFreshness_withoutAFailure_theFirstSecondIsNoExceptionToTheWait() {
        MachineRun run = new MachineRun(Rules.TO_THE_LETTER);
        run.need();
        run.lands("v1", Optional.of(Duration.ofMillis(100)));
        assertThat(run.after(Duration.ofMillis(200)).need()).isInstanceOf(JoinBriefly.class);
    }

    @Test
    void pastFreshness_whoeverWaitsForNothingByPolicy_isServed() {
        MachineRun run = new MachineRun(Rules.WITHOUT_WAIT);
        run.need();
        run.lands("v1");
        assertThat(run.after(Duration.ofMinutes(10)).need()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void pastFreshness_aFailureThatWasLongAgo_isNoReasonNotToWait() {
        MachineRun run = MachineRun.unpinned().after(Duration.ofMinutes(8));
        run.need();
        run.fails();
        Duration delay = run.untilAlarm();
        run.after(delay).alarm(false); // it is not used, so there is no attempt
        assertThat(run.after(Duration.ofHours(1)).need()).isInstanceOf(JoinBriefly.class);
        assertThat(run.startedFetch()).isTrue();
        assertThat(run.need()).isInstanceOf(JoinBriefly.class);
        run.fails();
        assertThat(run.need()).isInstanceOf(Serve.class);
    }

    @Test
    void pastFreshness_anAttemptThatWasMadeAsSoonAsItWasDue_isNotWaitedFor() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(10));
        run.need();
        run.fails();
        Duration delay = run.untilAlarm();
        run.after(delay).after(Duration.ofSeconds(1).minus(ONE_NANO));
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isTrue();
        run.fails();
        run.after(run.untilAlarm()).after(Duration.ofSeconds(1));
        assertThat(run.need()).isInstanceOf(JoinBriefly.class);
    }

    @Test
    void pastFreshness_whoHasWaitedIsServed() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(10));
        run.need();
        assertThat(run.needImpatiently()).isInstanceOf(Serve.class);
    }

    @Test
    void pastFreshness_whileAttemptsFail_servesAtOnceAndTriesAgain() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(10));
        run.need();
        run.fails();
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
        assertThat(run.after(Duration.ofMillis(500)).need()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void staleBound_isSixHoursPastFreshness() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(10));
        run.need();
        run.fails(Optional.of(Duration.ofHours(9)));
        run.after(Duration.ofHours(6).minus(ONE_NANO));
        assertThat(run.needImpatiently()).isInstanceOf(Serve.class);
        run.fails();
        assertThat(run.after(ONE_NANO).needImpatiently()).isInstanceOf(Unavailable.class);
    }

    @Test
    void strictPolicy_servesNothingPastFreshness() {
        MachineRun run = new MachineRun(Rules.STRICT);
        run.need();
        run.lands("v1");
        run.after(Duration.ofMinutes(10));
        assertThat(run.need()).isInstanceOf(Join.class);
        run.fails();
        assertThat(run.need()).isInstanceOf(Unavailable.class);
    }

    @Test
    void anUnchangedValue_keepsItsGeneration() {
        MachineRun run = MachineRun.warm();
        String same = run.value();
        run.newer(Duration.ofNanos(1));
        run.lands(same);
        assertThat(run.state().snapshot().generation()).isEqualTo(1);
        run.newer(Duration.ofHours(1));
        run.lands("v2");
        assertThat(run.state().snapshot().generation()).isEqualTo(2);
    }

    @Test
    void aLateAnswerOfAnotherFlight_isDropped() {
        MachineRun run = MachineRun.cold();
        run.need();
        Flight first = run.flight();
        run.fails();
        run.after(Duration.ofSeconds(1)).need();
        run.lands("new");
        run.lands(first, Fetched.of("old", first.startedAt()));
        assertThat(run.value()).isEqualTo("new");
    }

    @Test
    void newer_isServedByAFetchThatBeganAfterTheCall() {
        MachineRun run = MachineRun.warm().after(Duration.ofSeconds(5));
        assertThat(run.newer(Duration.ofSeconds(5))).isInstanceOf(Join.class);
        run.lands("v2");
        assertThat(run.newer(Duration.ofSeconds(5))).isInstanceOf(Serve.class);
    }

    @Test
    void newer_isNotHeldBackByABackoff() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.fails();
        run.newer(Duration.ZERO);
        assertThat(run.startedFetch()).isTrue();
    }
}
