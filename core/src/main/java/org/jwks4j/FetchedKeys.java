package org.jwks4j;

import org.jspecify.annotations.Nullable;
import org.jwks4j.form.KeptKeys;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Failure;

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
}
