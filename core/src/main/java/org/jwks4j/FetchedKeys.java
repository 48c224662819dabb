package org.jwks4j;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.fleet.StoredForm;
import org.jwks4j.form.KeptKeys;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.saved.SavedKeySet;

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
            return value.set().jwkSet();
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
     * Keys in a store.
     *
     * @param where what decides where they come from
     * @param uriCheck throws if this node may not ask a URI for them
     */
    record Stored(TrustedIssuer trusted, List<String> where, Consumer<String> uriCheck)
            implements StoredForm<FetchedKeys> {
        @Override
        public String issuer() {
            return trusted.name();
        }

        @Override
        public List<String> place() {
            List<String> place = new ArrayList<>(where);
            place.add("keys");
            return place;
        }

        @Override
        public String uri(FetchedKeys value) {
            return value.validators.uri();
        }

        @Override
        public byte[] write(FetchedKeys value, Instant askedAt) {
            JwkSet keys = value.set.jwkSet();
            var caching =
                    new SavedKeySet.Caching(keys.skipped(), value.set.digest(), value.validators, null, null, null);
            SavedKeySet saved = new SavedKeySet(trusted.name(), keys.toJson(), askedAt, caching);
            return saved.toJson().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Fetched<FetchedKeys> read(byte[] body, String uri, @Nullable FetchedKeys known, long requestedAt) {
            SavedKeySet saved = SavedKeySet.parse(new String(body, StandardCharsets.UTF_8));
            SavedKeySet.Caching caching = saved.caching();
            if (caching == null || !saved.issuer().equals(trusted.name())) {
                throw new JsonFormatException("it is a key set of something else");
            }
            if (!uri.isEmpty()) {
                uriCheck.accept(uri);
            }
            if (known != null && known.set.digest().equals(caching.digest())) {
                return Fetched.of(new FetchedKeys(known.set, caching.validators()), requestedAt)
                        .asBefore();
            }
            KeySet set = new KeySet(trusted, saved.jwkSet(), caching.digest());
            return Fetched.of(new FetchedKeys(set, caching.validators()), requestedAt);
        }
    }
}
