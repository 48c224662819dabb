package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Join;
import org.jwks4j.refresh.Transition.JoinBriefly;
import org.jwks4j.refresh.Transition.Serve;

/** What is there under a name does not serve, and may have changed. */
class DoubtTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Optional<Duration> AN_HOUR = Optional.of(Duration.ofHours(1));

    private final MachineRun run = MachineRun.warm().after(MINUTE);
    private Duration now = MINUTE;

    private void after(Duration duration) {
        run.after(duration);
        now = now.plus(duration);
    }

    private Object doubts() {
        return run.doubts(now, true);
    }

    private void lands() {
        run.lands(run.value(), AN_HOUR);
    }

    @Test
    void aDoubt_earnsOneFetchAndThenSeesItsAnswer() {
        assertThat(doubts()).isInstanceOf(Join.class);
        assertThat(run.startedFetch()).isTrue();
        lands();
        assertThat(run.doubts(now, false)).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void theNextDoubt_earnsOneThirtySecondsAfterTheLastBegan() {
        doubts();
        lands();
        after(Duration.ofSeconds(30).minus(ONE_NANO));
        assertThat(doubts()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
        after(ONE_NANO);
        assertThat(doubts()).isInstanceOf(Join.class);
    }

    @Test
    void theBudget_isChargedThoughTheFetchFails() {
        doubts();
        run.fails();
        after(Duration.ofSeconds(29));
        doubts();
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void whileTheSourceIsHeldBack_nothingIsFetchedAndNobodyWaits() {
        run.failing();
        after(Duration.ofSeconds(30));
        assertThat(doubts()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void aFetchUnderWay_isWaitedForNoLongerThanASecondAfterItBegan() {
        run.fetching();
        after(Duration.ofSeconds(1).minus(ONE_NANO));
        assertThat(doubts()).isInstanceOf(JoinBriefly.class);
        after(ONE_NANO);
        assertThat(doubts()).isInstanceOf(Serve.class);
    }

    @Test
    void aFetchThatBeganBefore_earnsOneMore() {
        run.fetching();
        after(ONE_NANO);
        Duration arrived = now;
        doubts();
        lands();
        assertThat(run.doubts(arrived, false)).isInstanceOf(Join.class);
    }

    @Test
    void anAnswerThatWasAskedForSince_isTheLastWord() {
        Duration arrived = now;
        run.fetching();
        lands();
        assertThat(run.doubts(arrived, true)).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void aFetchUnderWay_isNotWaitedForTwice() {
        run.fetching();
        after(ONE_NANO);
        assertThat(run.doubts(now, false)).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void aFetchUnderWay_isNotWaitedForIfTheValueWasAskedForSinceTheCallerCame() {
        Duration arrived = now;
        run.fetching();
        lands();
        after(ONE_NANO);
        run.fetching();
        assertThat(run.doubts(arrived, true)).isInstanceOf(Serve.class);
        assertThat(run.doubts(arrived.plus(ONE_NANO), true)).isInstanceOf(JoinBriefly.class);
    }

    @Test
    void withNothingLeftOfWhatIsShared_nothingIsFetchedAndTheBudgetStays() {
        assertThat(run.doubts(now, true, false)).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
        assertThat(doubts()).isInstanceOf(Join.class);
    }

    @Test
    void withoutAValue_thereIsNothingToDoubt() {
        assertThat(MachineRun.cold().after(MINUTE).mayDoubt(MINUTE)).isFalse();
        assertThat(run.mayDoubt(MINUTE)).isTrue();
    }

    @Test
    void whatWasConfigured_isNeverDoubted() {
        MachineRun fixed = MachineRun.fixed();
        assertThat(fixed.doubts(Duration.ZERO, true)).isInstanceOf(Serve.class);
        assertThat(fixed.startedFetch()).isFalse();
    }

    @Test
    void aValueThatIsTooOld_isFetchedOrRefusedAsForAnyCaller() {
        after(Duration.ofHours(7));
        assertThat(doubts()).isInstanceOf(Join.class);
        run.fails();
        assertThat(doubts()).isInstanceOf(Unavailable.class);
    }
}
