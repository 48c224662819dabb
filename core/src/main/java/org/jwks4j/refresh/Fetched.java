package org.jwks4j.refresh;

import org.jspecify.annotations.Nullable;

/**
 * What a fetch brought, before it is accepted.
 *
 * @param requestedAt when its source was asked for it, from which its age counts: for an answer from a store, the time of the
 *     request that filled the store
 * @param sameAsBefore whether it says what there was already: the snapshot is renewed then, and its generation stays
 * @param unusable why nothing in it can be used, which a second answer must confirm before it replaces what there is; null if
 *     something can
 * @param mayHaveMoved whether its place was confirmed long ago, so that what is not in it may be elsewhere
 */
public record Fetched<V>(
        V value,
        long requestedAt,
        boolean sameAsBefore,
        @Nullable Throwable unusable,
        boolean mayHaveMoved,
        StatedFreshness freshness) {
    /** Something new and usable, which states nothing about its freshness. */
    public static <V> Fetched<V> of(V value, long requestedAt) {
        return new Fetched<>(value, requestedAt, false, null, false, StatedFreshness.UNSTATED);
    }

    public Fetched<V> asBefore() {
        return new Fetched<>(value, requestedAt, true, unusable, mayHaveMoved, freshness);
    }

    public Fetched<V> unusable(Throwable why) {
        return new Fetched<>(value, requestedAt, sameAsBefore, why, mayHaveMoved, freshness);
    }

    public Fetched<V> whichMayHaveMoved() {
        return new Fetched<>(value, requestedAt, sameAsBefore, unusable, true, freshness);
    }

    public Fetched<V> with(StatedFreshness stated) {
        return new Fetched<>(value, requestedAt, sameAsBefore, unusable, mayHaveMoved, stated);
    }
}
