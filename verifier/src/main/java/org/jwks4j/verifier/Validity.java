package org.jwks4j.verifier;

import java.time.Duration;
import java.time.Instant;

/**
 * When a token is valid, in seconds since 1970.
 *
 * @param from the later of {@code nbf} and {@code iat}; {@link Long#MIN_VALUE} where there is neither
 * @param until its {@code exp}; {@link Long#MAX_VALUE} where there is none
 */
record Validity(long from, long until) {
    /** False also within a second of either end, where fractions count. */
    boolean surelyIncludes(Instant now, Duration clockSkew) {
        long second = now.getEpochSecond();
        long skew = clockSkew.toSeconds();
        return from <= second + skew && second - skew < until;
    }

    /** How long it goes on; a very long time where it has no end. */
    Duration remaining(Instant now, Duration clockSkew) {
        long seconds =
                Math.min(until, now.getEpochSecond() + Duration.ofDays(365).toSeconds()) - now.getEpochSecond();
        return Duration.ofSeconds(seconds).plus(clockSkew);
    }
}
