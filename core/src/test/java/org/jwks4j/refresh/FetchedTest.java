package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is said of an answer besides what is in it. */
class FetchedTest {
    private static final Fetched<String> ANSWER = Fetched.of("keys", 5);
    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Flight UPKEEP = Flight.at(5);

    @Test
    void anAnswerThatACacheHasKept_isNoProofOfWhatItLacks() {
        Fetched<String> kept = ANSWER.kept(AGE, UPKEEP);
        assertThat(kept.mayHaveMoved()).isTrue();
        assertThat(kept.olderBy()).isEqualTo(AGE);
        assertThat(kept.value()).isEqualTo("keys");
    }

    @Test
    void anAnswerStraightFromItsSource_isOne() {
        Fetched<String> fresh = ANSWER.kept(Duration.ZERO, UPKEEP);
        assertThat(fresh.mayHaveMoved()).isFalse();
        assertThat(fresh.olderBy()).isZero();
    }

    @Test
    void aCacheThatWasAskedForTheNewest_knowsNoBetter() {
        assertThat(ANSWER.kept(AGE, UPKEEP.forNewest()).mayHaveMoved()).isFalse();
        assertThat(ANSWER.kept(AGE, UPKEEP.forUnknownName()).mayHaveMoved()).isFalse();
        assertThat(ANSWER.kept(AGE, UPKEEP.forNewest()).olderBy()).isEqualTo(AGE);
    }

    @Test
    void whatAnotherHasAskedFor_isTheSameOtherwise() {
        Fetched<String> another = ANSWER.olderBy(AGE).byAnother();
        assertThat(another.askedElsewhere()).isTrue();
        assertThat(another.olderBy()).isEqualTo(AGE);
        assertThat(ANSWER.askedElsewhere()).isFalse();
    }
}
