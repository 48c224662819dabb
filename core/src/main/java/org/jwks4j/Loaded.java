package org.jwks4j;

import org.jwks4j.net.Caching;

/**
 * What a fetch brought, before it is accepted.
 *
 * @param value the keys, or the metadata; the very object of the snapshot where nothing has changed
 * @param usable whether there is anything in it; what is not must be confirmed before it replaces what is
 * @param mayBeElsewhere whether its place was confirmed long ago, so that what is not in it may still exist
 * @param caching how long it may be used, and how to ask for it again
 */
record Loaded<V>(V value, boolean usable, boolean mayBeElsewhere, Caching caching) {
    Loaded(V value, boolean usable, Caching caching) {
        this(value, usable, false, caching);
    }

    Loaded<V> fromWhereItMayHaveMoved() {
        return new Loaded<>(value, usable, true, caching);
    }
}
