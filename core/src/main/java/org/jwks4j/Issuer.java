package org.jwks4j;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;

/** One trusted issuer at work: its key set, where that comes from, and the questions that can be asked of it. */
final class Issuer {
    private static final Duration LOADER_DEADLINE = Duration.ofMinutes(1);

    private final TrustedIssuer trusted;
    private final Engine engine;
    private final Discovery discovery;
    private final RefreshingSource<KeySet> keys;
    private final @Nullable RefreshingSource<IssuerMetadata> metadata;

    /** The parts of an issuer, in the order in which a cold look-up goes through them from the bottom up. */
    Issuer(TrustedIssuer trusted, List<MetadataLocation> locations, Engine engine, boolean pinned) {
        this.trusted = trusted;
        this.engine = engine;
        this.metadata = trusted.keySource() instanceof KeySource.Discovered ? metadataSource(locations) : null;
        this.discovery = metadata == null ? Discovery.configured(trusted) : new Discovery.Published(metadata, loader());
        KeySetLoader loader = new KeySetLoader(trusted, discovery, engine.fetcher(), engine.environment());
        this.keys = new RefreshingSource<>(
                new RefreshMachine<>(engine.policy(), pinned),
                initialKeys(),
                loader,
                engine.environment(),
                new KeySetObserver());
    }

    private RefreshingSource<IssuerMetadata> metadataSource(List<MetadataLocation> locations) {
        MetadataLoader loader = new MetadataLoader(trusted.name(), locations, engine.fetcher(), engine.uriPolicy());
        return new RefreshingSource<>(
                new RefreshMachine<>(Discovery.POLICY, false),
                RefreshState.cold(Discovery.POLICY),
                loader,
                engine.environment(),
                new RefreshingSource.Observer<>() {});
    }

    /** Keys that were configured are there from the start and never age. */
    private RefreshState<KeySet> initialKeys() {
        if (trusted.keySource() instanceof KeySource.Given given) {
            KeySet fixed = new KeySet(trusted, given.jwkSet(), "");
            return RefreshState.fixed(
                    engine.policy(), Snapshot.fixed(fixed, engine.environment().wallClock()));
        }
        return RefreshState.cold(engine.policy());
    }

    boolean isAs(TrustedIssuer other) {
        return trusted.equals(other);
    }

    boolean allows(JwsAlgorithm algorithm) {
        return trusted.algorithms().map(allowed -> allowed.contains(algorithm)).orElse(true);
    }

    /** Warm: one volatile read, no I/O, nothing to wait for. Else a look-up that may wait. */
    CompletableFuture<VerificationKey> key(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        Snapshot<KeySet> fresh = keys.fresh();
        VerificationKey key = fresh == null ? null : fresh.value().select(keyId, algorithm);
        return key == null
                ? Lookup.of(keys, set -> set.select(keyId, algorithm), caller(keyId, sought(keyId, algorithm)))
                : CompletableFuture.completedFuture(key);
    }

    /** As {@link #key}, all that fit. */
    CompletableFuture<List<VerificationKey>> candidates(@Nullable String keyId, JwsAlgorithm algorithm) {
        Snapshot<KeySet> fresh = keys.fresh();
        List<VerificationKey> candidates = fresh == null ? null : fresh.value().candidates(keyId, algorithm);
        return candidates == null
                ? Lookup.of(keys, set -> set.candidates(keyId, algorithm), caller(keyId, sought(keyId, algorithm)))
                : CompletableFuture.completedFuture(candidates);
    }

    /** Without asking anybody: also with keys past their freshness. */
    @Nullable
    VerificationKey cachedKey(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        Snapshot<KeySet> usable = keys.usable();
        return usable == null ? null : usable.value().select(keyId, algorithm);
    }

    CompletableFuture<JwkSet> jwkSet() {
        return Lookup.of(keys, KeySet::jwkSet, caller(null, ""));
    }

    CompletableFuture<JwkSet> refreshed() {
        return Lookup.newer(keys, engine.environment().now(), KeySet::jwkSet, caller(null, ""));
    }

    CompletableFuture<IssuerMetadata> metadata() {
        return metadata == null
                ? discovery.metadata(engine.environment().now())
                : Lookup.of(metadata, document -> document, caller(null, ""));
    }

    IssuerStatus status(boolean closed) {
        RefreshState<KeySet> state = keys.state();
        return closed
                ? IssuerStatus.closed(
                        trusted.name(), state, engine.environment().now())
                : IssuerStatus.of(
                        trusted.name(),
                        state,
                        keys.nextAlarm(),
                        engine.environment().now());
    }

    /** Nobody will ask any more: stops what the issuer does by itself. */
    void letGo() {
        keys.letGo();
        if (metadata != null) {
            metadata.letGo();
        }
    }

    void close(KeysUnavailableException closed) {
        keys.close(closed);
        if (metadata != null) {
            metadata.close(closed);
        }
    }

    /** The fetch of the keys as a caller of the metadata: bounded by the requests' own timeouts, not by a user's deadline. */
    private Lookup.Caller loader() {
        Environment environment = engine.environment();
        return new Lookup.Caller(trusted.name(), null, "", 0, LOADER_DEADLINE, environment, engine.listener());
    }

    private static String sought(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        return keyId == null ? "alg " + algorithm : "kid " + keyId;
    }

    private Lookup.Caller caller(@Nullable String keyId, String sought) {
        Environment environment = engine.environment();
        return new Lookup.Caller(
                trusted.name(), keyId, sought, environment.now(), engine.deadline(), environment, engine.listener());
    }

    /** Tells the listener what has changed. */
    private final class KeySetObserver implements RefreshingSource.Observer<KeySet> {
        @Override
        public void changed(@Nullable KeySet before, KeySet after) {
            Set<String> old = before == null ? Set.of() : keyIds(before.jwkSet());
            Set<String> current = keyIds(after.jwkSet());
            engine.listener()
                    .keySetChanged(trusted.name(), after.jwkSet(), without(current, old), without(old, current));
            after.jwkSet().skipped().forEach(skipped -> engine.listener().keySkipped(trusted.name(), skipped));
            after.jwkSet().keys().stream()
                    .filter(Jwk::privateMembersDropped)
                    .forEach(jwk -> engine.listener().privateKeyPublished(trusted.name(), jwk.keyId()));
        }

        @Override
        public void unconfirmed(KeysUnavailableException cause) {
            engine.listener()
                    .keySetUnconfirmed(trusted.name(), cause.retryAfter().orElse(Duration.ZERO));
        }

        private static Set<String> keyIds(JwkSet set) {
            Set<String> keyIds = new HashSet<>();
            for (Jwk jwk : set.keys()) {
                if (jwk.keyId() != null) {
                    keyIds.add(jwk.keyId());
                }
            }
            return keyIds;
        }

        private static Set<String> without(Set<String> some, Set<String> others) {
            Set<String> rest = new HashSet<>(some);
            rest.removeAll(others);
            return Set.copyOf(rest);
        }
    }
}
