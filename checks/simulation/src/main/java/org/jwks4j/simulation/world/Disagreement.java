package org.jwks4j.simulation.world;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Some of the nodes behind an issuer's address answer as it was when this began.
 *
 * @param kind which of them answers whom
 * @param left what those who were left behind publish
 * @param since when it began
 */
public record Disagreement(Kind kind, Publication left, long since) {
    private static final long STRETCH = Duration.ofSeconds(40).toNanos();

    /** Whether the one who is asked was left behind. */
    private boolean isBehind(long now, RandomGenerator random) {
        return switch (kind) {
            case RANDOM -> random.nextBoolean();
            case BY_TIME -> (now - since) / STRETCH % 2 == 1;
            case ONE_STALE -> random.nextInt(4) == 0;
            case NONE_IS_UP_TO_DATE -> true;
        };
    }

    boolean has(KeyMaterial material) {
        return left.keys().containsValue(material);
    }

    /** Whose set a request gets. */
    static Publication of(@Nullable Disagreement disagreement, Publication newest, long now, RandomGenerator random) {
        return disagreement != null && disagreement.isBehind(now, random) ? disagreement.left : newest;
    }

    /** Which node answers. */
    public enum Kind {
        /** A coin for each answer. */
        RANDOM,
        /** The same one for a while, then the other. */
        BY_TIME,
        /** One of four is behind. */
        ONE_STALE,
        /** All of them are behind; only in written scenarios. */
        NONE_IS_UP_TO_DATE;

        /** Those in which one has to be asked again. */
        public static final List<Kind> ALL = List.of(RANDOM, BY_TIME, ONE_STALE);
    }
}
