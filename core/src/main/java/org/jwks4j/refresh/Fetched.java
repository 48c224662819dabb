package org.jwks4j.refresh;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch brought, before it is accepted.
 *
 * @param requestedAt when its source was asked for it, from which its age counts: for an answer from a store, the time of the
 *     request that filled the store
 * @param sameAsBefore whether it says what there was already: the snapshot is renewed then, and its generation stays
 * @param unusable why nothing in it can be used, which a second answer must confirm before it replaces what there is; null if
 *     something can
 * @param mayHaveMoved whether its place was confirmed long ago, or a cache has kept it for a while, so that what is not in it may be
 *     published all the same
 * @param olderBy how old it was when it was asked for (RFC 9111 §5.1, {@code Age}); its freshness is less by that already
 * @param askedElsewhere whether someone else has asked the source, so that it costs this one nothing
 */
public record Fetched<V>(
        V value,
        long requestedAt,
        boolean sameAsBefore,
        @Nullable Throwable unusable,
        boolean mayHaveMoved,
        Duration olderBy,
        boolean askedElsewhere,
        StatedFreshness freshness) {
    /** Something new and usable, which states nothing about its freshness. */
    public static <V> Fetched<V> of(V value, long requestedAt) {
        return new Fetched<>(value, requestedAt, false, null, false, Duration.ZERO, false, StatedFreshness.UNSTATED);
    }

    public Fetched<V> asBefore() {
        return new Fetched<>(value, requestedAt, true, unusable, mayHaveMoved, olderBy, askedElsewhere, freshness);
    }

    public Fetched<V> unusable(Throwable why) {
        return new Fetched<>(value, requestedAt, sameAsBefore, why, mayHaveMoved, olderBy, askedElsewhere, freshness);
    }

    public Fetched<V> whichMayHaveMoved() {
        return new Fetched<>(value, requestedAt, sameAsBefore, unusable, true, olderBy, askedElsewhere, freshness);
    }

    public Fetched<V> with(StatedFreshness stated) {
        return new Fetched<>(value, requestedAt, sameAsBefore, unusable, mayHaveMoved, olderBy, askedElsewhere, stated);
    }

    public Fetched<V> olderBy(Duration age) {
        return new Fetched<>(value, requestedAt, sameAsBefore, unusable, mayHaveMoved, age, askedElsewhere, freshness);
    }

    /**
     * The same out of a cache that has kept it for a while. If the flight wanted no such answer, the cache was told, and knows no better;
     * else there may be more by now than is in it.
     */
    public Fetched<V> kept(Duration age, Flight flight) {
        Fetched<V> older = olderBy(age);
        return age.isZero() || flight.wantsNewest() ? older : older.whichMayHaveMoved();
    }

    public Fetched<V> byAnother() {
        return new Fetched<>(value, requestedAt, sameAsBefore, unusable, mayHaveMoved, olderBy, true, freshness);
    }
}
