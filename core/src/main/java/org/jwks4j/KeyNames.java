package org.jwks4j;

import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.refresh.Part;

/** The names under which keys are sought: by ID, or, for a token that has none, by algorithm. */
final class KeyNames {
    private static final String BY_KEY_ID = "kid ";
    private static final String BY_ALGORITHM = "alg ";

    private KeyNames() {}

    static String ofKeyId(String keyId) {
        return BY_KEY_ID + keyId;
    }

    /** What a token is remembered by whose key is not there. */
    static String sought(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        return keyId != null ? ofKeyId(keyId) : algorithm != null ? BY_ALGORITHM + algorithm.jwsName() : "";
    }

    /** Null for a key that has none. */
    static @Nullable String keyIdOf(Part part) {
        return keyIdIn(part.name());
    }

    /** Null if it is not one of a key ID. */
    static @Nullable String keyIdIn(String name) {
        return name.startsWith(BY_KEY_ID) ? name.substring(BY_KEY_ID.length()) : null;
    }

    /** Empty if it is one of a key ID. */
    static String algorithmIn(String name) {
        return name.startsWith(BY_ALGORITHM) ? name.substring(BY_ALGORITHM.length()) : "";
    }
}
