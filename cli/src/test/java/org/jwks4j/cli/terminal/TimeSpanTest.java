package org.jwks4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.999S, 999 ms",
        "PT1S, 1 s",
        "PT59.9S, 59 s",
        "PT1M, 1 min",
        "PT4M59S, 4 min 59 s",
        "PT1H, 1 h",
        "PT1H1M59S, 1 h 1 min",
        "PT24H, 1 d",
        "PT49H, 2 d 1 h",
        "PT-5M, 5 min"
    })
    void duration_isSaidInItsTwoLargestUnits(Duration duration, String said) {
        assertThat(TimeSpan.of(duration)).isEqualTo(said);
    }
}
