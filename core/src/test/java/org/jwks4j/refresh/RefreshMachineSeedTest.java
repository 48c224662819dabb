package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Transition.Join;
import org.jwks4j.refresh.Transition.Serve;

/** A value from before the start is as old as it is: fresh for 10 min, used for 6 h more. */
class RefreshMachineSeedTest {
    private static final Instant WALL_CLOCK = Instant.parse("2026-01-01T00:00:00Z");
    private static final long NOW = Duration.ofSeconds(1).toNanos();
    private static final Duration USED_FOR = Duration.ofMinutes(10).plusHours(6);

    private final RefreshMachine<String> machine = new RefreshMachine<>(Rules.DEFAULTS, true);

    private RefreshState<String> seededBefore(Duration age) {
        return seededAt(WALL_CLOCK.minus(age));
    }

    private RefreshState<String> seededAt(Instant fetchedAt) {
        return machine.seeded("seed", fetchedAt, NOW, WALL_CLOCK);
    }

    private Transition<String> need(RefreshState<String> state) {
        return machine.need(state, NOW, true, NOW, Flight.at(NOW));
    }

    @Test
    void aFreshSeed_isServedWithoutAFetch() {
        Transition<String> transition = need(seededBefore(Duration.ofMinutes(1)));
        assertThat(MachineRun.told(transition)).isInstanceOf(Serve.class);
        assertThat(transition.start()).isNull();
    }

    @Test
    void aSeed_isAsOldAsItSays() {
        Snapshot<String> snapshot = seededBefore(Duration.ofMinutes(1)).snapshot();
        assertThat(snapshot.value()).isEqualTo("seed");
        assertThat(snapshot.fetchedAt()).isEqualTo(WALL_CLOCK.minusSeconds(60));
        assertThat(snapshot.generation()).isEqualTo(1);
        assertThat(snapshot.freshUntil()).isEqualTo(NOW + Duration.ofMinutes(9).toNanos());
    }

    @Test
    void aSeedWhoseRefreshIsDue_isServedAndRefreshed() {
        Transition<String> transition = need(seededBefore(Duration.ofMinutes(9)));
        assertThat(MachineRun.told(transition)).isInstanceOf(Serve.class);
        assertThat(transition.start()).isNotNull();
    }

    @Test
    void aSeedFromTheFuture_isFromNow() {
        Snapshot<String> snapshot = seededBefore(Duration.ofDays(-1)).snapshot();
        assertThat(snapshot.requestedAt()).isEqualTo(NOW);
        assertThat(snapshot.fetchedAt()).isEqualTo(WALL_CLOCK);
    }

    @Test
    void aSeedThatIsTooOld_isNotUsed() {
        assertThat(seededBefore(USED_FOR.minusNanos(1)).snapshot()).isNotNull();
        RefreshState<String> tooOld = seededBefore(USED_FOR);
        assertThat(tooOld).isEqualTo(RefreshState.cold(Rules.DEFAULTS));
        assertThat(MachineRun.told(need(tooOld))).isInstanceOf(Join.class);
    }

    @Test
    void whatASeedsAnswerForbade_isForgotten_soItIsNotUsedStaleIfThatCanBeForbidden() {
        RefreshMachine<String> toTheLetter = new RefreshMachine<>(Rules.TO_THE_LETTER, true);
        Instant fresh = WALL_CLOCK.minus(Duration.ofMinutes(10).minusNanos(1));
        assertThat(toTheLetter.seeded("seed", fresh, NOW, WALL_CLOCK).snapshot())
                .isNotNull();
        assertThat(toTheLetter
                        .seeded("seed", fresh.minusNanos(1), NOW, WALL_CLOCK)
                        .snapshot())
                .isNull();
    }

    @Test
    void aSeedFromTheBeginningOfTime_isTooOldLikeOthers() {
        assertThat(seededAt(Instant.MIN).snapshot()).isNull();
    }
}
