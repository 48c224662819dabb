package org.jwks4j;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Part;
import org.jwks4j.refresh.Parts;

/**
 * An issuer's keys as they were fetched.
 *
 * @param validators make the next request for them conditional
 */
record FetchedKeys(KeySet set, Validators validators) {
    /**
     * What a key set is made of: keys, each known by {@code kid} and material. And the names under which keys are sought.
     *
     * @param mostKept how many keys are kept at most that the newest answer lacks
     */
    record PartsOf(int mostKept) implements Parts<FetchedKeys> {
        private static final String BY_KEY_ID = "kid ";
        private static final String BY_ALGORITHM = "alg ";

        static String nameOf(String keyId) {
            return BY_KEY_ID + keyId;
        }

        /** Null for a key that has none. */
        static @Nullable String keyIdOf(Part part) {
            return part.name().startsWith(BY_KEY_ID) ? part.name().substring(BY_KEY_ID.length()) : null;
        }

        /** What a token is remembered by whose key is not there. */
        static String sought(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
            return keyId != null ? nameOf(keyId) : algorithm != null ? BY_ALGORITHM + algorithm.jwsName() : "";
        }

        @Override
        public Set<Part> of(FetchedKeys value) {
            return value.set().parts();
        }

        /** An entry of this kid that cannot be used says something else about the key than nothing. */
        @Override
        public boolean forbids(FetchedKeys answer, Part part) {
            String keyId = keyIdOf(part);
            return keyId != null && answer.set().isSkipped(keyId);
        }

        @Override
        public boolean has(FetchedKeys value, String name) {
            return name.startsWith(BY_KEY_ID)
                    ? value.set().mentions(name.substring(BY_KEY_ID.length()))
                    : JwsAlgorithm.of(name.substring(Math.min(name.length(), BY_ALGORITHM.length())))
                            .filter(value.set()::hasKeyFor)
                            .isPresent();
        }

        @Override
        public FetchedKeys keeping(FetchedKeys answer, FetchedKeys before, Set<Part> kept) {
            return new FetchedKeys(answer.set().keeping(before.set(), kept), answer.validators());
        }

        @Override
        public boolean isKeptInUse(FetchedKeys value) {
            return value.set().isKeptInUse();
        }
    }
}
