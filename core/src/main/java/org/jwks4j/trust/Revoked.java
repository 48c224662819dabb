package org.jwks4j.trust;

import java.util.Set;
import org.jwks4j.jwk.Jwk;

/**
 * What an operator has withdrawn of one issuer's keys.
 *
 * @param keyIds each {@code kid} that was named
 * @param materials the thumbprints of all keys that were seen under one of them
 */
public record Revoked(Set<String> keyIds, Set<String> materials) {
    public static final Revoked NONE = new Revoked(Set.of(), Set.of());

    /** Whether a key is not to be used, be it under another ID or under none. */
    public boolean has(Jwk key) {
        return key.keyId().filter(keyIds::contains).isPresent() || isOfMaterial(key);
    }

    /** A thumbprint costs a digest, so it is made only once there is something to compare it with. */
    public boolean isOfMaterial(Jwk key) {
        return !materials.isEmpty() && materials.contains(key.thumbprint());
    }
}
