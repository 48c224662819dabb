package org.jwks4j;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.fleet.StoredForm;
import org.jwks4j.form.ValueOfKeys;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.net.Validators;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Part;
import org.jwks4j.refresh.Parts;
import org.jwks4j.refresh.RefreshMachine;
import org.jwks4j.refresh.RefreshSettings;
import org.jwks4j.saved.SavedKeySet;

/**
 * An issuer's keys as they were fetched.
 *
 * @param validators make the next request for them conditional
 * @param origin where they came from
 */
record FetchedKeys(KeySet set, Validators validators, FetchedJwkSet.Origin origin) {
    /** Those that a token may mean, which has the thumbprint of a certificate and no key ID; all if it has none. */
    KeySet set(@Nullable String certificate) {
        return certificate == null ? set : set.ofCertificate(certificate);
    }

    Summary summary() {
        JwkSet jwkSet = set.jwkSet();
        return new Summary(jwkSet.keys().size(), jwkSet.skipped().size(), set.digest(), validators, origin);
    }

    /** What is told of keys. */
    record Summary(int usable, int skipped, String digest, Validators validators, FetchedJwkSet.Origin origin) {}

    /**
     * What is kept of keys.
     *
     * @param keepsCauses whether a failure that is kept has a stack trace and causes
     */
    record Kept(TrustedIssuer issuer, boolean keepsCauses) implements ValueOfKeys<FetchedKeys> {
        @Override
        public FetchedKeys of(JwkSet keys, String digest) {
            return new FetchedKeys(new KeySet(issuer, keys, digest), Validators.NONE, origin());
        }

        @Override
        public FetchedKeys asFetched(FetchedKeys known) {
            return new FetchedKeys(known.set, known.validators, origin());
        }

        private FetchedJwkSet.Origin origin() {
            return issuer.keySource() instanceof KeySource.InFile
                    ? FetchedJwkSet.Origin.FILE
                    : FetchedJwkSet.Origin.ISSUER;
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
            return keepsCauses ? LookupErrors.failure(cause) : LookupErrors.briefFailure(cause);
        }
    }

    /**
     * What a key set is made of: keys, each known by {@code kid} and material.
     *
     * @param mostKept how many keys are kept at most that the newest answer lacks
     */
    record InParts(int mostKept) implements Parts<FetchedKeys> {
        /** None of a seed, which is of no document: it is what the application says, and the first answer has the last word. */
        @Override
        public Set<Part> of(FetchedKeys value) {
            return value.set().digest().isEmpty() ? Set.of() : value.set().parts();
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
            return new FetchedKeys(answer.set().keeping(before.set(), kept), answer.validators(), answer.origin());
        }

        @Override
        public FetchedKeys keepingOnly(FetchedKeys value, Set<Part> kept) {
            return new FetchedKeys(value.set().keepingOnly(kept), value.validators(), value.origin());
        }

        @Override
        public boolean isKeptInUse(FetchedKeys value) {
            return value.set().isKeptInUse();
        }
    }

    /** Machines of one fetcher: issuers that follow the same rules share one, since it holds nothing of an issuer. Thread-safe. */
    static final class Machines {
        private final Map<Kind, RefreshMachine<FetchedKeys>> machines = new ConcurrentHashMap<>();

        /** @param mostKept as for {@link InParts}; 0 for a source without a set of keys */
        RefreshMachine<FetchedKeys> of(RefreshSettings rules, boolean recoversUnasked, int mostKept) {
            return machines.computeIfAbsent(new Kind(rules, recoversUnasked, mostKept), Kind::machine);
        }

        private record Kind(RefreshSettings rules, boolean recoversUnasked, int mostKept) {
            private RefreshMachine<FetchedKeys> machine() {
                Parts<FetchedKeys> parts = mostKept == 0 ? Parts.none() : new InParts(mostKept);
                return new RefreshMachine<>(rules, recoversUnasked, parts);
            }

            /** The JVM would write a record's own when the first issuer is made, which takes longer than all else that is done for it. */
            @Override
            public int hashCode() {
                return 31 * mostKept + Boolean.hashCode(recoversUnasked);
            }

            /** Nearly all issuers have the very rules of their fetcher. */
            @Override
            @SuppressWarnings("ReferenceEquality")
            public boolean equals(@Nullable Object other) {
                return other instanceof Kind kind
                        && recoversUnasked == kind.recoversUnasked
                        && mostKept == kind.mostKept
                        && (rules == kind.rules || rules.equals(kind.rules));
            }
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
            JwkSet keys = value.set.answered(); // what is kept has an end that an entry does not know
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
                return Fetched.of(
                                new FetchedKeys(known.set, caching.validators(), FetchedJwkSet.Origin.STORE),
                                requestedAt)
                        .asBefore();
            }
            KeySet set = new KeySet(trusted, saved.jwkSet(), caching.digest());
            return Fetched.of(new FetchedKeys(set, caching.validators(), FetchedJwkSet.Origin.STORE), requestedAt);
        }
    }
}
