package org.jwks4j;

import org.jwks4j.json.JsonFormatException;
import org.jwks4j.jwk.JwkSet;

/**
 * How large an issuer's documents may be: lower where a stranger chooses the host that sends them.
 *
 * @param metadataBytes of issuer metadata
 * @param jwkSetBytes of a JWK Set
 * @param keys in a JWK Set, those that are skipped included
 */
record DocumentLimits(int metadataBytes, int jwkSetBytes, int keys) {
    /** Of hosts that were named at start. */
    static final DocumentLimits USUAL = new DocumentLimits(128 * 1024, 1024 * 1024, Integer.MAX_VALUE);

    /** Of hosts that a token or a tenant chooses. */
    static final DocumentLimits OF_STRANGERS = new DocumentLimits(32 * 1024, 256 * 1024, 64);

    JwkSet requireFewKeys(JwkSet set) {
        int count = set.keys().size() + set.skipped().size();
        if (count > keys) {
            throw new JsonFormatException("the JWK Set has " + count + " keys, more than the " + keys
                    + " that are read of a host that is known only at run time");
        }
        return set;
    }
}
