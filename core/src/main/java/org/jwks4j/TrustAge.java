package org.jwks4j;

import java.time.Duration;

/**
 * How old a resolver's yes may be, counted from when the resolver was asked.
 *
 * @param usual an older one is asked for again before it is used
 * @param whileFailing how old it may be while the resolver fails
 */
record TrustAge(Duration usual, Duration whileFailing) {
    private static final Duration LONGEST = Duration.ofDays(365);

    static final TrustAge DEFAULT = new TrustAge(Duration.ofMinutes(10), Duration.ofHours(1));

    TrustAge {
        if (usual.isNegative() || usual.isZero() || whileFailing.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "maximumTrustAge(" + usual + ", " + whileFailing + "): more than zero and at most " + LONGEST);
        } else if (whileFailing.compareTo(usual) < 0) {
            throw new IllegalArgumentException("maximumTrustAge(" + usual + ", " + whileFailing
                    + "): while the resolver fails, its answer cannot end sooner than while it answers");
        }
    }
}
