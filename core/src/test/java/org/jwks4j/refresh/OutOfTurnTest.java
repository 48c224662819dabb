package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Miss.Unavailable;
import org.jwks4j.refresh.Transition.Join;

/** A source that is held back by failures, and a name that may be new. */
class OutOfTurnTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    /** 5 s, and half of the 3 s of spread. */
    private static final Duration BETWEEN = Duration.ofMillis(6500);

    /** An attempt has failed six times in its turn, the last of them now: the next comes in 16 s. */
    private static MachineRun heldBack() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(1)).outOfTurn(true);
        for (int attempt = 0; attempt < 6; attempt++) {
            run.after(Duration.ofMinutes(1)).fetching().fails();
        }
        return run;
    }

    @Test
    void anUnknownName_causesAnAttemptAWhileAfterTheLastOneBegan() {
        MachineRun run = heldBack().after(BETWEEN.minus(ONE_NANO));
        assertThat(run.unknown("kid x")).isInstanceOf(Unavailable.class);
        run.after(ONE_NANO);
        assertThat(run.unknown("kid x")).isInstanceOf(Join.class);
        assertThat(run.startedFetch()).isTrue();
        assertThat(run.flight().isForUnknownName()).isTrue();
    }

    @Test
    void withNothingLeftOfWhatIsShared_thereIsNoAttempt() {
        MachineRun run = heldBack().outOfTurn(false).after(BETWEEN);
        assertThat(run.unknown("kid x")).isInstanceOf(Unavailable.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void anAttemptThatFails_leavesTheNextInTurnWhereItWas() {
        MachineRun run = heldBack();
        Duration inTurn = run.untilAlarm();
        assertThat(inTurn).isGreaterThan(BETWEEN.multipliedBy(2));
        run.after(BETWEEN).unknown("kid x");
        run.fails();
        assertThat(run.untilAlarm()).isEqualTo(inTurn.minus(BETWEEN));
        run.after(BETWEEN.minus(ONE_NANO)).unknown("kid x");
        assertThat(run.startedFetch()).isFalse();
        run.after(ONE_NANO).unknown("kid x");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void attemptsThatFail_doNotLengthenTheDelays() {
        MachineRun some = heldBack();
        some.after(BETWEEN).unknown("kid x");
        some.fails();
        some.after(some.untilAlarm()).alarm(true);
        some.fails();
        MachineRun none = heldBack();
        none.after(none.untilAlarm()).alarm(true);
        none.fails();
        assertThat(some.untilAlarm()).isEqualTo(none.untilAlarm());
    }

    @Test
    void retryAfter_isRespected() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(1)).outOfTurn(true);
        run.fetching().fails(Optional.of(Duration.ofSeconds(90)));
        run.after(Duration.ofSeconds(90).minus(ONE_NANO)).unknown("kid x");
        assertThat(run.startedFetch()).isFalse();
        run.after(ONE_NANO).unknown("kid x");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void retryAfterOfAnAttemptOutOfTurn_isRespectedToo() {
        MachineRun run = heldBack().after(BETWEEN);
        run.unknown("kid x");
        run.fails(Optional.of(Duration.ofMinutes(2)));
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofMinutes(2));
        run.after(Duration.ofMinutes(2).minus(ONE_NANO)).unknown("kid x");
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void anAttemptThatSucceeds_endsTheFailures() {
        MachineRun run = heldBack().after(BETWEEN);
        run.unknown("kid x");
        run.lands("v2");
        assertThat(run.state().failures()).isEqualTo(Failures.NONE);
        assertThat(run.value()).isEqualTo("v2");
    }

    @Test
    void anAttemptThatFailsWhenTheNextInTurnIsDue_countsAsOneInTurn() {
        MachineRun run = heldBack();
        Duration left = run.untilAlarm().minus(BETWEEN);
        run.after(BETWEEN).unknown("kid x");
        run.after(left).fails();
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void anAttemptThatFailsJustBeforeTheNextInTurnIsDue_doesNotDelayIt() {
        MachineRun run = heldBack();
        Duration left = run.untilAlarm().minus(BETWEEN);
        run.after(BETWEEN).unknown("kid x");
        run.after(left.minus(ONE_NANO)).fails();
        assertThat(run.untilAlarm()).isEqualTo(ONE_NANO);
    }

    @Test
    void anAnswerThatIsNotBelievedYet_isAskedForOutOfTurnFiveSecondsAfterItWasAskedFor() {
        MachineRun run = MachineRun.warm().after(Duration.ofMinutes(1)).outOfTurn(true);
        run.fetching().after(Duration.ofSeconds(1)).landsUnusable("empty");
        run.after(Duration.ofSeconds(4).minus(ONE_NANO)).unknown("kid x");
        assertThat(run.startedFetch()).isFalse();
        run.after(ONE_NANO).unknown("kid x");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void onlyASourceThatIsHeldBack_isFetchedOutOfTurn() {
        assertThat(MachineRun.warm().after(BETWEEN).mayStartOutOfTurn()).isFalse();
        MachineRun run = heldBack().after(BETWEEN.minus(ONE_NANO));
        assertThat(run.mayStartOutOfTurn()).isFalse();
        assertThat(run.after(ONE_NANO).mayStartOutOfTurn()).isTrue();
        run.unknown("kid x");
        assertThat(run.mayStartOutOfTurn()).as("while a fetch is under way").isFalse();
    }
}
