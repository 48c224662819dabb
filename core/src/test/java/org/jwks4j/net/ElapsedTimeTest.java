package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two clocks, each moved by hand. */
class ElapsedTimeTest {
    private long ticks = Long.MAX_VALUE - 5; // its numbers come to their end meanwhile
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private final ElapsedTime elapsed = new ElapsedTime(() -> ticks, () -> wall);

    private void both(Duration duration) {
        ticks += duration.toNanos();
        wall = wall.plus(duration);
    }

    private Duration elapsed() {
        return Duration.ofNanos(elapsed.nanos());
    }

    @Test
    void clocksThatAgree_countOnce() {
        both(Duration.ofNanos(1));
        assertThat(elapsed()).isEqualTo(Duration.ofNanos(1));
        both(Duration.ofHours(3));
        assertThat(elapsed()).isEqualTo(Duration.ofHours(3).plusNanos(1));
    }

    @Test
    void suspendedMachine_isAsMuchLaterAsItsWallClock() {
        both(Duration.ofSeconds(10));
        wall = wall.plus(Duration.ofDays(2));
        assertThat(elapsed()).isEqualTo(Duration.ofDays(2).plusSeconds(10));
        both(Duration.ofSeconds(1));
        assertThat(elapsed()).isEqualTo(Duration.ofDays(2).plusSeconds(11));
    }

    @Test
    void wallClockThatStandsStill_isNotHeeded() {
        ticks += Duration.ofHours(1).toNanos();
        assertThat(elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void readerHeldUpBetweenTheClocks_addsNothing() {
        boolean[] heldUp = {false};
        ElapsedTime read = new ElapsedTime(
                () -> {
                    long before = ticks;
                    if (heldUp[0]) {
                        heldUp[0] = false;
                        both(Duration.ofSeconds(5));
                    }
                    return before;
                },
                () -> wall);

        heldUp[0] = true;

        assertThat(read.nanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void stepBack_takesNothingAway() {
        both(Duration.ofHours(1));
        wall = wall.minus(Duration.ofDays(30));
        assertThat(elapsed()).isEqualTo(Duration.ofHours(1));
        both(Duration.ofHours(1));
        assertThat(elapsed()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void stepBack_hidesNoLaterSuspension() {
        both(Duration.ofHours(1));
        wall = wall.minus(Duration.ofDays(30));
        elapsed();
        wall = wall.plus(Duration.ofDays(2));
        assertThat(elapsed()).isEqualTo(Duration.ofHours(49));
    }

    @Test
    void shortSuspensions_addUp() {
        for (int time = 0; time < 10; time++) {
            wall = wall.plusMillis(999);
            elapsed();
        }
        assertThat(elapsed()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
    }

    @Test
    void lessThanASecond_isNoStepYet() {
        wall = wall.plusMillis(999);
        assertThat(elapsed()).isZero();
        wall = wall.plusMillis(1);
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void clocksThatTremble_doNotRace() {
        for (int look = 0; look < 100_000; look++) {
            both(Duration.ofNanos(700));
            wall = look % 2 == 0 ? wall.plusMillis(900) : wall.minusMillis(900);
            elapsed();
        }
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void wallClockThatWasNeverSetBefore_isAYearAtMost() {
        wall = wall.plus(Duration.ofDays(20_000));
        assertThat(elapsed()).isEqualTo(ElapsedTime.LONGEST_STEP);
    }

    @Test
    void wallClockThatLeapsAllTheTime_comesToNoEnd() {
        long before = 0;
        for (int leap = 0; leap < 1_000; leap++) {
            wall = wall.plus(leap % 2 == 0 ? Duration.ofDays(3_660) : Duration.ofDays(-3_660));
            both(Duration.ofSeconds(1));
            long now = elapsed.nanos();
            assertThat(now).isGreaterThan(before).isLessThan(Environment.NEVER / 2);
            before = now;
        }
    }
}
