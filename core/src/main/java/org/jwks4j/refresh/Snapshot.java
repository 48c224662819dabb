package org.jwks4j.refresh;

import java.time.Instant;
import org.jwks4j.net.Environment;

/**
 * What an accepted fetch brought, and until when it is good. Times are {@link Environment#now()}.
 *
 * @param generation how often the value has changed
 * @param requestedAt when it was asked for: what was published before then is in it
 * @param refreshAt when to fetch again in the background
 * @param freshUntil until when it is used without question
 * @param staleUntil until when it is used while none newer can be fetched
 * @param mayHaveMoved whether what is not in it may be elsewhere, see {@link Fetched}
 * @param fetchMillis how long its fetch took, rounded up; 0 if that is not known
 * @param fetchedAt when it was asked for, by the wall clock; earlier by its age if a cache had kept it
 */
public record Snapshot<V>(
        V value,
        int generation,
        long requestedAt,
        long refreshAt,
        long freshUntil,
        long staleUntil,
        boolean mayHaveMoved,
        int fetchMillis,
        Instant fetchedAt) {
    /** A value that was configured: it never ages, and asking anyone would bring nothing newer. */
    public static <V> Snapshot<V> permanent(V value, Instant now) {
        long never = Environment.NEVER;
        return new Snapshot<>(value, 1, never, never, never, never, false, 0, now);
    }

    public boolean isPermanent() {
        return requestedAt == Environment.NEVER;
    }

    /** False if its source forbids to keep it (no-store); there is nothing to refresh ahead of then. */
    public boolean isFreshAtAll() {
        return freshUntil > requestedAt;
    }

    public Snapshot<V> asGeneration(int other) {
        return new Snapshot<>(
                value, other, requestedAt, refreshAt, freshUntil, staleUntil, mayHaveMoved, fetchMillis, fetchedAt);
    }

    /** The same with another value in its place. */
    Snapshot<V> changedTo(V other) {
        return about(other).asGeneration(generation + 1);
    }

    /** The same about another value. */
    public <R> Snapshot<R> about(R other) {
        return new Snapshot<>(
                other,
                generation,
                requestedAt,
                refreshAt,
                freshUntil,
                staleUntil,
                mayHaveMoved,
                fetchMillis,
                fetchedAt);
    }
}
