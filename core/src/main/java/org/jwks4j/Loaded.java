package org.jwks4j;

import org.jspecify.annotations.Nullable;

/**
 * What a fetch brought, before it is accepted.
 *
 * @param value the keys, or the metadata; the very object of the snapshot where nothing has changed
 * @param problem why nothing in it can be used, for people; it must be confirmed before it replaces what there is. Else null
 * @param mayBeElsewhere whether its place was confirmed long ago, so that what is not in it may still exist
 * @param caching how long it may be used, and how to ask for it again
 */
record Loaded<V>(V value, @Nullable String problem, boolean mayBeElsewhere, Caching caching) {
    Loaded(V value, @Nullable String problem, Caching caching) {
        this(value, problem, false, caching);
    }

    static <V> Loaded<V> usable(V value, Caching caching) {
        return new Loaded<>(value, null, caching);
    }

    Loaded<V> fromWhereItMayHaveMoved() {
        return new Loaded<>(value, problem, true, caching);
    }
}
