package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.Miss.Absent;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Join;
import org.jwks4j.refresh.Transition.Serve;

/** Where two rows of the refresh machine meet. */
class RefreshMachineCornersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void unknownKeyWhileCold_isFetchedFor() {
        MachineRun run = MachineRun.cold();
        Object told = run.unknown("kid x");
        assertThat(told).isEqualTo(new Join<>(run.state(), run.flight(), run.flight()));
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void unknownKeyAfterABackoff_isFetchedFor() {
        MachineRun run = MachineRun.warm().after(MINUTE);
        run.unknown("kid x");
        Duration backoff = MachineRun.at(run.fails(), run);
        run.after(backoff.minusNanos(1));
        assertThat(run.unknown("kid x")).isInstanceOf(Unavailable.class);
        assertThat(run.after(Duration.ofNanos(1)).unknown("kid x")).isInstanceOf(Join.class);
    }

    @Test
    void keysThatWereConfigured_areNotWorthAskingForAgain() {
        RefreshSettings rules = Rules.DEFAULTS;
        RefreshState<String> fixed = RefreshState.beginningWith(Snapshot.permanent("v1", Instant.EPOCH), rules);
        Transition<String> transition =
                new RefreshMachine<String>(rules, true).unknown(fixed, "kid x", 5, false, 5, Flight.at(5));
        assertThat(MachineRun.told(transition)).isEqualTo(new Absent(Environment.NEVER));
        assertThat(transition.state()).isSameAs(fixed);
    }

    @Test
    void newerDuringAFetch_joinsIt() {
        MachineRun run = MachineRun.warm().after(MINUTE);
        run.newer(MINUTE);
        Flight first = run.flight();
        Object told = run.newer(MINUTE);
        assertThat(told).isEqualTo(new Join<>(run.state(), first));
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void aSetThatWasEmptyAndBelieved_isRenewedWithoutAnotherConfirmation() {
        MachineRun run = MachineRun.cold();
        run.need();
        run.landsUnusable("empty");
        run.after(Duration.ofSeconds(30)).alarm(false);
        run.landsUnusable("empty");
        String believed = run.value();
        run.after(Duration.ofMinutes(8)).need();
        assertThat(run.landsUnusable(believed)).isInstanceOf(Serve.class);
        assertThat(run.state().failures().count()).isZero();
    }

    @Test
    void anEmptySet_tellsWhenItWillBeConfirmed() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(8));
        run.need();
        assertThat(confirmedIn(run.landsUnusable("empty"))).contains(Duration.ofSeconds(30));
        run.after(Duration.ofSeconds(10)).newer(Duration.ofHours(1));
        assertThat(confirmedIn(run.landsUnusable("empty"))).contains(Duration.ofSeconds(20));
        assertThat(run.state().failures().count()).isEqualTo(2);
    }

    private static Optional<Duration> confirmedIn(Object told) {
        return ((Unavailable) told).failure().retryAfter();
    }

    @Test
    void manyFailures_leaveTheBackoffAtItsBound() {
        MachineRun run = MachineRun.cold();
        run.need();
        for (int failures = 1; failures <= 200; failures++) {
            run.fails();
            assertThat(run.untilAlarm())
                    .as("after %d failures", failures)
                    .isEqualTo(failures < 8 ? Duration.ofMillis(125L << (failures - 1)) : Duration.ofSeconds(15));
            run.after(run.untilAlarm()).alarm(false);
        }
    }

    @Test
    void whateverTheChance_aTenthOfTheFirstDelayIsHeldBack() {
        assertThat(Failures.NONE
                        .plus(failure(), Flight.at(0), false, true, 0, Instant.EPOCH, 0)
                        .retryAt())
                .isEqualTo(Duration.ofMillis(25).toNanos());
        assertThat(Failures.NONE
                        .plus(failure(), Flight.at(0), true, true, 0, Instant.EPOCH, 0)
                        .retryAt())
                .isEqualTo(Duration.ofMillis(100).toNanos());
    }

    private static Failure failure() {
        return new Failure(new IllegalStateException("answered 503"), Optional.empty());
    }
}
