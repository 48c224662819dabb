package org.jwks4j.verifier.remembered;

import java.time.Duration;
import java.time.Instant;

/**
 * When a token is surely valid, in seconds since 1970, with the clock skew that its rules allow.
 *
 * @param from the first second; {@link Long#MIN_VALUE} if there is none
 * @param until the first second when it is not; {@link Long#MAX_VALUE} if there is none
 */
public record Validity(long from, long until) {
    /** False also within a second of either end, where fractions count. */
    public boolean includes(Instant now) {
        long second = now.getEpochSecond();
        return from <= second && second < until;
    }

    /** How long it goes on; a year if it has no end. */
    public Duration remaining(Instant now) {
        long year = now.plus(Duration.ofDays(365)).getEpochSecond();
        return Duration.ofSeconds(Math.max(0, Math.min(until, year) - now.getEpochSecond()));
    }
}
