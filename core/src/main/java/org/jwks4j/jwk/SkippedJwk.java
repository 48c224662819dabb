package org.jwks4j.jwk;

import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;

/**
 * An entry of a JWK Set that is not used, and why.
 *
 * @param keyId its {@code kid}, or null when it has none that can be read; untrusted text
 * @param keyType its {@code kty}, or null when it has none that can be read; untrusted text
 * @param reason why it is not used
 * @param detail the same for a person, safe to log
 */
public record SkippedJwk(@Nullable String keyId, @Nullable String keyType, SkipReason reason, String detail) {
    /** All of it, safe to log. */
    @Override
    public String toString() {
        return "SkippedJwk[" + Quoted.of(keyId) + ", " + Quoted.of(keyType) + ", " + reason + ", " + Quoted.of(detail)
                + "]";
    }
}
