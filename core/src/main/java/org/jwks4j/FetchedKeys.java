package org.jwks4j;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.form.KeptKeys;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Part;
import org.jwks4j.refresh.Parts;

/**
 * An issuer's keys as they were fetched.
 *
 * @param validators make the next request for them conditional
 */
record FetchedKeys(KeySet set, Validators validators) {
    /**
     * What is kept of keys.
     *
     * @param keepsCauses whether a failure that is kept has a stack trace and causes
     */
    record Kept(TrustedIssuer issuer, boolean keepsCauses) implements KeptKeys<FetchedKeys> {
        @Override
        public FetchedKeys of(JwkSet keys, String digest) {
            return new FetchedKeys(new KeySet(issuer, keys, digest), Validators.NONE);
        }

        @Override
        public JwkSet keysOf(FetchedKeys value) {
            return value.set().answered();
        }

        @Override
        public String digestOf(FetchedKeys value) {
            return value.set().digest();
        }

        @Override
        public Failure failure(@Nullable Throwable cause) {
            return keepsCauses ? Errors.failure(cause) : Errors.briefFailure(cause);
        }
    }

    /**
     * What a key set is made of: keys, each known by {@code kid} and material.
     *
     * @param mostKept how many keys are kept at most that the newest answer lacks
     */
    record InParts(int mostKept) implements Parts<FetchedKeys> {
        @Override
        public Set<Part> of(FetchedKeys value) {
            return value.set().parts();
        }

        /** An entry of this kid that cannot be used says something else about the key than nothing. */
        @Override
        public boolean forbids(FetchedKeys answer, Part part) {
            String keyId = KeyEntry.keyIdOf(part);
            return keyId != null && answer.set().isSkipped(keyId);
        }

        @Override
        public boolean has(FetchedKeys value, String name) {
            String keyId = KeyEntry.keyIdIn(name);
            return keyId != null
                    ? value.set().mentions(keyId)
                    : JwsAlgorithm.of(KeyEntry.algorithmIn(name))
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
