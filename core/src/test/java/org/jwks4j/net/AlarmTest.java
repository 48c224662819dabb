package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.VirtualTime;

/** An alarm on a timer that goes by the monotonic clock, beside a wall clock that jumps. */
class AlarmTest {
    private final List<Duration> rung = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();
    private Duration ahead = Duration.ZERO;
    private int clockReads;
    private final Environment environment = new Environment(
            () -> {
                clockReads++;
                return time.nanos();
            },
            () -> time.instant().plus(ahead),
            time,
            Runnable::run,
            () -> 0);
    private final Alarm alarm = new Alarm(environment, () -> rung.add(Duration.ofNanos(time.nanos())));

    @AfterEach
    void stop() {
        time.shutdownNow();
    }

    private void setIn(Duration delay) {
        alarm.setNoLaterThan(environment.now() + delay.toNanos());
    }

    /** As after a suspension. */
    private void wallClockJumps(Duration duration) {
        ahead = ahead.plus(duration);
    }

    @Test
    void alarm_ringsOnceAtTheEarliestTimeThatItWasSetTo() {
        setIn(Duration.ofSeconds(30));
        setIn(Duration.ofSeconds(10));
        setIn(Duration.ofSeconds(20));

        time.advance(Duration.ofMinutes(1));

        assertThat(rung).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void laterTime_schedulesNothing() {
        setIn(Duration.ofSeconds(10));
        for (int look = 0; look < 1_000; look++) {
            setIn(Duration.ofSeconds(20));
        }

        assertThat(time.scheduled()).isEqualTo(1);
    }

    @Test
    void alarmThatIsNotDueYetAfterAJump_ringsAtItsTime() {
        setIn(Duration.ofMinutes(10));
        wallClockJumps(Duration.ofMinutes(4));
        setIn(Duration.ofMinutes(6)); // the very same time

        time.advance(Duration.ofMinutes(10));

        assertThat(rung).containsExactly(Duration.ofMinutes(6));
    }

    @Test
    void alarmThatIsSetAfterAJump_isNotHiddenByATimerThatIsLate() {
        setIn(Duration.ofMinutes(10));
        wallClockJumps(Duration.ofMinutes(9));
        setIn(Duration.ofMinutes(2));

        time.advance(Duration.ofMinutes(2));

        assertThat(rung).containsExactly(Duration.ofMinutes(1)); // the earlier of the two, at its own time
    }

    @Test
    void alarmThatIsOverdueAfterAJump_ringsAtOnce() {
        setIn(Duration.ofMinutes(10));
        wallClockJumps(Duration.ofDays(2));
        setIn(Duration.ofSeconds(30));

        time.advance(Duration.ZERO);

        assertThat(rung).containsExactly(Duration.ZERO);
    }

    @Test
    void timerThatIsASecondLate_isSetAnew() {
        setIn(Duration.ofMinutes(10));
        wallClockJumps(Duration.ofMillis(999));
        setIn(Duration.ofMinutes(20));
        assertThat(time.scheduled()).isEqualTo(1);

        wallClockJumps(Duration.ofMillis(1));
        setIn(Duration.ofMinutes(20));

        assertThat(time.scheduled()).isEqualTo(2);
    }

    @Test
    void timerThatWasSetAnew_isNotSetAgain() {
        setIn(Duration.ofMinutes(10));
        wallClockJumps(Duration.ofMinutes(4));
        for (int look = 0; look < 1_000; look++) {
            setIn(Duration.ofMinutes(20));
        }

        assertThat(time.scheduled()).isEqualTo(2);
    }

    @Test
    void stepBack_changesNothing() {
        setIn(Duration.ofMinutes(10));
        wallClockJumps(Duration.ofDays(-2));
        setIn(Duration.ofMinutes(10));

        time.advance(Duration.ofMinutes(10));

        assertThat(time.scheduled()).isEqualTo(1);
        assertThat(rung).containsExactly(Duration.ofMinutes(10));
    }

    @Test
    void alarmWithNothingToRingFor_readsNoClock() {
        setIn(Duration.ofMinutes(10));
        clockReads = 0;

        alarm.setNoLaterThan(Environment.NEVER);

        assertThat(clockReads).isZero();
    }

    @Test
    void closedAlarm_ringsNoMore() {
        setIn(Duration.ofMinutes(10));
        alarm.close();
        wallClockJumps(Duration.ofDays(2));
        setIn(Duration.ofSeconds(1));

        time.advance(Duration.ofHours(1));

        assertThat(rung).isEmpty();
    }
}
