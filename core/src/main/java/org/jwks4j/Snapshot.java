package org.jwks4j;

import java.time.Instant;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Validators;

/**
 * What an accepted fetch brought, and until when it is good. Times are {@link Environment#now()}.
 *
 * @param value the keys, or the metadata
 * @param validators for the next conditional request
 * @param generation how often the value has changed
 * @param requestedAt when the fetch began: what the issuer published before then is in it
 * @param refreshAt when to fetch again in the background
 * @param freshUntil until when it is used without question
 * @param staleUntil until when it is used while the issuer does not answer
 * @param mayBeElsewhere whether what is not in it may still exist, see {@link Loaded}
 * @param fetchedAt when the answer was taken in, by the wall clock, for people
 */
record Snapshot<V>(
        V value,
        Validators validators,
        int generation,
        long requestedAt,
        long refreshAt,
        long freshUntil,
        long staleUntil,
        boolean mayBeElsewhere,
        Instant fetchedAt) {
    /** A value that was configured: it never ages, and asking anybody would bring nothing newer. */
    static <V> Snapshot<V> fixed(V value, Instant now) {
        long never = Environment.NEVER;
        return new Snapshot<>(value, Validators.NONE, 1, never, never, never, never, false, now);
    }

    /** Not so where the issuer forbids to keep it (no-store); there is nothing to refresh ahead of then. */
    boolean isFreshAtAll() {
        return freshUntil > requestedAt;
    }

    Snapshot<V> asGeneration(int other) {
        return new Snapshot<>(
                value, validators, other, requestedAt, refreshAt, freshUntil, staleUntil, mayBeElsewhere, fetchedAt);
    }

    /** The same about another value. */
    <R> Snapshot<R> about(R other) {
        return new Snapshot<>(
                other,
                validators,
                generation,
                requestedAt,
                refreshAt,
                freshUntil,
                staleUntil,
                mayBeElsewhere,
                fetchedAt);
    }

    boolean isFixed() {
        return requestedAt == Environment.NEVER;
    }
}
