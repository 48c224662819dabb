package org.jwks4j.trust;

import java.time.Duration;

/**
 * How old a resolver's yes may be, counted from when the resolver was asked.
 *
 * @param usual an older one is asked for again before it is used
 * @param whileFailing how old it may be while the resolver fails
 */
public record VouchingAge(Duration usual, Duration whileFailing) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** 10 minutes, and an hour while the resolver fails. */
    public static final VouchingAge DEFAULT = new VouchingAge(Duration.ofMinutes(10), Duration.ofHours(1));

    /**
     * Refuses bounds that contradict each other.
     *
     * @param usual more than zero
     * @param whileFailing at least the usual one, at most 365 days
     */
    public VouchingAge {
        if (usual.isNegative() || usual.isZero() || whileFailing.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "maximumTrustAge(" + usual + ", " + whileFailing + "): more than zero and at most " + LONGEST);
        } else if (whileFailing.compareTo(usual) < 0) {
            throw new IllegalArgumentException("maximumTrustAge(" + usual + ", " + whileFailing
                    + "): while the resolver fails, its answer cannot end sooner than while it answers");
        }
    }
}
