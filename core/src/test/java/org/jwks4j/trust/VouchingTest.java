package org.jwks4j.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.trust.Vouching.Use;

/** How old a resolver's yes may be: each bound, and one nanosecond before it. */
class VouchingTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;
    private static final long ASKED = 7 * MINUTE;
    private static final long LATER = Long.MAX_VALUE; // a caller that came after the question was put
    private static final VouchingAge AGE = VouchingAge.DEFAULT;

    private final Vouching yes = Vouching.yes(ASKED, AGE, 0.5);
    private final CompletableFuture<Void> question = new CompletableFuture<>();

    private static Use use(Vouching vouching, long now) {
        return vouching.use(AGE, LATER, now);
    }

    @Test
    void aYes_isUsedUntilItIsTenMinutesOld() {
        assertThat(use(yes, ASKED)).isEqualTo(Use.SERVE);
        assertThat(use(yes, ASKED + 10 * MINUTE - 1)).isEqualTo(Use.SERVE);
        assertThat(use(yes, ASKED + 10 * MINUTE)).isEqualTo(Use.WAIT);
        assertThat(use(yes, ASKED + 60 * MINUTE)).isEqualTo(Use.WAIT);
    }

    @Test
    void aYesThatWasAskedForSinceTheCallerCame_isUsedWhateverItsAge() {
        assertThat(yes.use(AGE, ASKED, ASKED + 10 * MINUTE)).isEqualTo(Use.SERVE);
        assertThat(yes.use(AGE, ASKED + 1, ASKED + 10 * MINUTE)).isEqualTo(Use.WAIT);
    }

    @Test
    void itIsDue_atEightMinutesATenthEarlierOrLater() {
        assertThat(yes.isDue(ASKED + 8 * MINUTE - 1)).isFalse();
        assertThat(yes.isDue(ASKED + 8 * MINUTE)).isTrue();
        assertThat(Vouching.yes(ASKED, AGE, 0).askAgainAt()).isEqualTo(ASKED + 7 * MINUTE);
        assertThat(Vouching.yes(ASKED, AGE, 1).askAgainAt()).isEqualTo(ASKED + 9 * MINUTE);
    }

    @Test
    void oneQuestionAtATime() {
        Vouching asking = yes.asking(question, ASKED + 8 * MINUTE);
        assertThat(asking.isDue(ASKED + 8 * MINUTE)).isFalse();
        assertThat(use(asking, ASKED + 10 * MINUTE - 1)).isEqualTo(Use.SERVE);
        assertThat(use(asking, ASKED + 10 * MINUTE)).isEqualTo(Use.WAIT);
    }

    @Test
    void whileItFails_theLastYesHoldsForAnHour() {
        long now = ASKED + 60 * MINUTE;
        Vouching failed = yes.asking(question, now - SECOND).failed("why", now - SECOND, 0.999);
        assertThat(use(failed, now - 1)).isEqualTo(Use.SERVE);
        assertThat(failed.askAgainAt()).isEqualTo(now - SECOND + (long) (SECOND * 0.999));
        assertThat(use(failed, failed.askAgainAt())).isEqualTo(Use.SERVE);
        assertThat(use(failed, now)).isEqualTo(Use.WAIT);
        Vouching again = failed.asking(question, now).failed("why", now, 0.999);
        assertThat(use(again, again.askAgainAt() - 1)).isEqualTo(Use.REFUSE);
        assertThat(use(again, again.askAgainAt())).isEqualTo(Use.WAIT);
        assertThat(use(again.asking(question, now), now)).isEqualTo(Use.WAIT);
    }

    @Test
    void itIsAskedAgain_afterAGrowingDelayOfThirtySecondsAtMost() {
        Vouching failing = yes;
        long now = ASKED + 8 * MINUTE;
        for (long bound : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            failing = failing.asking(question, now).failed("why", now, 0.5);
            assertThat(failing.askAgainAt() - now).isEqualTo(bound * SECOND / 2);
            assertThat(failing.isDue(failing.askAgainAt() - 1)).isFalse();
            assertThat(failing.isDue(failing.askAgainAt())).isTrue();
            now = failing.askAgainAt();
        }
        assertThat(failing.asking(question, now).failed("why", now, 0).askAgainAt())
                .isEqualTo(now + SECOND / 10);
    }

    @Test
    void aFailureBeforeATimeWithoutUse_countsForAMinute() {
        Vouching failed = yes.failed("why", ASKED + 8 * MINUTE, 0.5);
        long recently = failed.askAgainAt() + MINUTE;
        assertThat(failed.asking(question, recently).failures()).isEqualTo(1);
        assertThat(failed.asking(question, recently + 1).failures()).isZero();
    }
}
