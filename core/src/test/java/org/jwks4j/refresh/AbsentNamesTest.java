package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a key that is not there is remembered. */
class AbsentNamesTest {
    private static final long TWO_SECONDS = Duration.ofSeconds(2).toNanos();

    @Test
    void aKeyThatIsFoundMissingAgainMeanwhile_isNotRememberedLonger() {
        AbsentNames absent = AbsentNames.NONE.plus("kid x", 0);
        assertThat(absent.plus("kid x", TWO_SECONDS - 1).until("kid x")).isEqualTo(TWO_SECONDS);
        assertThat(absent.plus("kid x", TWO_SECONDS).until("kid x")).isEqualTo(3 * TWO_SECONDS);
    }

    @Test
    void aKeyThatWasNeverMissing_isNotRemembered() {
        assertThat(AbsentNames.NONE.plus("kid x", 0).until("kid y")).isNegative();
    }

    @Test
    void ofTooMany_theFirstToEndAreForgotten() {
        AbsentNames absent = AbsentNames.NONE;
        for (int i = 0; i < 100; i++) {
            absent = absent.plus("kid " + i, i);
        }
        assertThat(absent.names().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(68, 100).mapToObj(i -> "kid " + i).toList());
    }

    @Test
    void aKeyThatIsFoundMissingAgainAndAgain_outlivesYoungerOnes() {
        AbsentNames absent = AbsentNames.NONE.plus("kid x", 0).plus("kid x", TWO_SECONDS); // until 6 s
        for (int i = 0; i < 32; i++) {
            absent = absent.plus("kid " + i, TWO_SECONDS + i); // until a little over 4 s
        }
        assertThat(absent.names()).hasSize(32).containsKey("kid x").doesNotContainKey("kid 0");
    }
}
