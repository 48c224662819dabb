package org.jwks4j.refresh;

import java.time.Duration;

/** The numbers that the tests of this package count with. */
final class Rules {
    static final RefreshSettings DEFAULTS = with(Duration.ofHours(6), 2, Duration.ofSeconds(2), Duration.ofMinutes(5));
    static final RefreshSettings STRICT = with(Duration.ZERO, 2, Duration.ofSeconds(2), Duration.ZERO);
    static final RefreshSettings TO_THE_LETTER = new RefreshSettings(
            Duration.ofMinutes(10),
            Duration.ZERO,
            Duration.ofDays(365),
            Duration.ofHours(6),
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            true);

    static final RefreshSettings WITHOUT_WAIT = new RefreshSettings(
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ZERO,
            2,
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            false);

    private Rules() {}

    static RefreshSettings withUnknownNames(int burst, Duration interval) {
        return with(Duration.ofHours(6), burst, interval, Duration.ofMinutes(5));
    }

    private static RefreshSettings with(Duration staleFor, int burst, Duration interval, Duration grace) {
        return new RefreshSettings(
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                staleFor,
                Duration.ofSeconds(1),
                burst,
                interval,
                grace,
                false);
    }
}
