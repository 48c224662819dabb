package org.jwks4j.form;

import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.refresh.Failure;

/** What a loader's user makes of keys: the value that is kept, and what it is told if there are none. */
public interface ValueOfKeys<V> {
    /**
     * The value for these keys.
     *
     * @param digest of what they came from, by {@link KeyDocument#digest}; empty if there was no one document
     */
    V of(JwkSet keys, String digest);

    /** The same value, fetched once more. */
    V asFetched(V known);

    /** The keys of a value. */
    JwkSet keysOf(V value);

    /** The digest of a value. */
    String digestOf(V value);

    /** What a load that failed is told as. */
    Failure failure(@Nullable Throwable cause);
}
