package org.jwks4j.fetch;

import org.jwks4j.jwk.JwkLimits;

/**
 * How large an issuer's documents may be: lower if a stranger chooses the host that sends them.
 *
 * @param metadataBytes of issuer metadata
 * @param jwkSetBytes of a JWK Set
 * @param keys in a JWK Set, or inline in metadata
 */
public record DocumentLimits(int metadataBytes, int jwkSetBytes, JwkLimits keys) {
    /** Of hosts that were named at start. */
    public static final DocumentLimits USUAL = new DocumentLimits(128 * 1024, 1024 * 1024, JwkLimits.defaults());

    /** Of hosts that a token or a tenant chooses. */
    public static final DocumentLimits OF_STRANGERS =
            new DocumentLimits(32 * 1024, 256 * 1024, JwkLimits.forStrangers());

    private static final int PEM_BYTES = 64 * 1024;

    public int bytes(Document document) {
        return switch (document) {
            case METADATA -> metadataBytes;
            case JWK_SET -> jwkSetBytes;
            case PEM -> PEM_BYTES;
        };
    }
}
