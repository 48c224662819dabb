package org.jwks4j;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;

/** One trusted issuer at work: its key set, where that comes from, and the questions that can be asked of it. */
final class Issuer {
    private static final Duration LOADER_DEADLINE = Duration.ofMinutes(1);

    private final TrustedIssuer trusted;
    private final Engine engine;
    private final Discovery discovery;
    private final KeySetEvents events;
    private final RefreshingSource<KeySet> keys;
    private final @Nullable RefreshingSource<IssuerMetadata> metadata;

    /** The parts of an issuer, in the order in which a cold look-up goes through them from the bottom up. */
    Issuer(
            TrustedIssuer trusted,
            List<MetadataLocation> locations,
            DocumentFetcher fetcher,
            Engine engine,
            Upkeep upkeep) {
        this.trusted = trusted;
        this.engine = engine;
        this.metadata = trusted.keySource() instanceof KeySource.Discovered
                ? metadataSource(new MetadataLoader(trusted, locations, fetcher), upkeep)
                : null;
        this.discovery = metadata == null ? Discovery.configured(trusted) : new Discovery.Published(metadata, loader());
        KeySetLoader loader = new KeySetLoader(trusted, discovery, fetcher, engine.environment());
        RefreshMachine<KeySet> machine = new RefreshMachine<>(engine.policy(), upkeep.recoversUnasked());
        RefreshState<KeySet> initial = initialKeys(machine, upkeep.rested());
        this.events = new KeySetEvents(this, engine, initial, upkeep.onIdle());
        this.keys = new RefreshingSource<>(machine, initial, loader, engine.environment(), events);
    }

    private RefreshingSource<IssuerMetadata> metadataSource(MetadataLoader loader, Upkeep upkeep) {
        RestingIssuer rested = upkeep.rested();
        Snapshot<IssuerMetadata> known = rested == null ? null : rested.metadata(trusted.name());
        return new RefreshingSource<>(
                new RefreshMachine<>(Discovery.POLICY, false),
                RefreshState.beginningWith(known, Discovery.POLICY),
                loader,
                engine.environment(),
                new RefreshingSource.Observer<>() {});
    }

    /** Keys that were configured are there from the start and never age; those of a seed are as old as they are. */
    private RefreshState<KeySet> initialKeys(RefreshMachine<KeySet> machine, @Nullable RestingIssuer rested) {
        Environment environment = engine.environment();
        if (rested != null) {
            return RefreshState.beginningWith(rested.keys(trusted), engine.policy());
        }
        if (trusted.keySource() instanceof KeySource.Given given) {
            KeySet fixed = new KeySet(trusted, given.jwkSet(), "");
            return RefreshState.beginningWith(Snapshot.fixed(fixed, environment.wallClock()), engine.policy());
        }
        FetchedJwkSet seed = trusted.seed();
        return seed == null
                ? RefreshState.cold(engine.policy())
                : machine.seeded(
                        new KeySet(trusted, seed.jwkSet(), ""),
                        seed.fetchedAt(),
                        environment.now(),
                        environment.wallClock());
    }

    String name() {
        return trusted.name();
    }

    RefreshState<KeySet> keys() {
        return keys.state();
    }

    boolean allows(JwsAlgorithm algorithm) {
        return trusted.algorithms().map(allowed -> allowed.contains(algorithm)).orElse(true);
    }

    /** Warm: one volatile read, no I/O, nothing to wait for. Else a look-up that may wait. */
    CompletableFuture<VerificationKey> key(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        requireNotRevoked(keyId);
        Snapshot<KeySet> fresh = keys.fresh();
        VerificationKey key = fresh == null ? null : select(fresh.value(), keyId, algorithm);
        return key == null
                ? Lookup.of(keys, set -> select(set, keyId, algorithm), caller(keyId, sought(keyId, algorithm)))
                : CompletableFuture.completedFuture(key);
    }

    /** As {@link #key}, all that fit. */
    CompletableFuture<List<VerificationKey>> candidates(@Nullable String keyId, JwsAlgorithm algorithm) {
        requireNotRevoked(keyId);
        Snapshot<KeySet> fresh = keys.fresh();
        List<VerificationKey> candidates = fresh == null ? null : candidates(fresh.value(), keyId, algorithm);
        return candidates == null
                ? Lookup.of(keys, set -> candidates(set, keyId, algorithm), caller(keyId, sought(keyId, algorithm)))
                : CompletableFuture.completedFuture(candidates);
    }

    private @Nullable VerificationKey select(KeySet set, @Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        requireNotRevoked(keyId); // once more: it may have happened while the caller waited
        return set.select(keyId, algorithm, revoked());
    }

    private @Nullable List<VerificationKey> candidates(KeySet set, @Nullable String keyId, JwsAlgorithm algorithm) {
        requireNotRevoked(keyId);
        return set.candidates(keyId, algorithm, revoked());
    }

    private void requireNotRevoked(@Nullable String keyId) {
        if (engine.revoked().contains(trusted, keyId)) {
            String message = "key " + Quoted.of(keyId) + " of " + Quoted.of(trusted.name())
                    + " was revoked by this service's operator";
            throw new UnusableKeyException(Reason.REVOKED_KEY, trusted.name(), keyId, message);
        }
    }

    private Set<String> revoked() {
        return engine.revoked().of(trusted);
    }

    /** Without waiting for anybody; null where the key is not cached. */
    @Nullable
    VerificationKey cachedKey(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        requireNotRevoked(keyId);
        KeySet cached = cachedSet();
        return cached == null ? null : select(cached, keyId, algorithm);
    }

    /** Whether this very object is among the keys that may be used now; waits for nobody. */
    boolean isCurrent(VerificationKey key) {
        if (engine.revoked().contains(trusted, key.keyId())) {
            return false;
        }
        Snapshot<KeySet> fresh = keys.fresh();
        KeySet set = fresh == null ? cachedSet() : fresh.value();
        return set != null && set.holds(key);
    }

    /**
     * A refresh that is due begins in the background, as for every other caller: who asks only here would else be served a
     * withdrawn key for hours.
     */
    private @Nullable KeySet cachedSet() {
        if (keys.usable() == null) {
            return null;
        }
        return keys.need(engine.environment().now(), true) instanceof Verdict.Serve<KeySet> serve
                ? serve.snapshot().value()
                : null;
    }

    CompletableFuture<JwkSet> jwkSet() {
        return Lookup.of(keys, this::jwkSet, caller(null, ""));
    }

    CompletableFuture<JwkSet> refreshed() {
        return Lookup.newer(keys, engine.environment().now(), this::jwkSet, caller(null, ""));
    }

    private JwkSet jwkSet(KeySet set) {
        return set.jwkSet(revoked());
    }

    /** Completes when there are keys to use, or the caller has given up. */
    CompletableFuture<Void> ready(BooleanSupplier givenUp) {
        return Readiness.of(keys, set -> !set.jwkSet().keys().isEmpty(), engine.environment(), givenUp);
    }

    /** The keys as they are, however old, with the time they are from; empty while there are none that would do as a seed. */
    Optional<FetchedJwkSet> export() {
        Snapshot<KeySet> snapshot = keys.state().snapshot();
        if (snapshot == null || snapshot.isFixed()) {
            return Optional.empty();
        }
        return FetchedJwkSet.of(trusted.name(), jwkSet(snapshot.value()), snapshot.fetchedAt());
    }

    CompletableFuture<IssuerMetadata> metadata() {
        long now = engine.environment().now();
        if (metadata == null) {
            return discovery.metadata(Flight.at(now));
        }
        Snapshot<IssuerMetadata> known = metadata.state().snapshot();
        boolean abridged = known != null && known.generation() == 0;
        return abridged
                ? Lookup.newer(metadata, now, document -> document, caller(null, ""))
                : Lookup.of(metadata, document -> document, caller(null, ""));
    }

    IssuerStatus status(boolean closed) {
        RefreshState<KeySet> state = keys.state();
        Snapshot<KeySet> snapshot = state.snapshot();
        return IssuerStatus.of(
                trusted.name(),
                closed,
                snapshot == null ? null : snapshot.about(IssuerStatus.Keys.of(snapshot.value())),
                state.failures(),
                keys.nextAlarm(),
                engine.environment().now(),
                revoked(),
                events.counters());
    }

    /** What there is to remember; null where there is nothing, or something under way. */
    @Nullable
    RestingIssuer resting() {
        RefreshState<KeySet> state = keys.state();
        Snapshot<KeySet> snapshot = state.snapshot();
        boolean atRest = state.flight() == null && state.failures().count() == 0;
        return snapshot == null || !atRest
                ? null
                : RestingIssuer.of(
                        trusted,
                        snapshot,
                        metadata == null ? null : metadata.state().snapshot());
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
        return new Lookup.Caller(trusted.name(), null, "", 0, LOADER_DEADLINE, environment, new Lookup.Observer() {});
    }

    private static String sought(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        return keyId == null ? "alg " + algorithm : "kid " + keyId;
    }

    private Lookup.Caller caller(@Nullable String keyId, String sought) {
        Environment environment = engine.environment();
        return new Lookup.Caller(
                trusted.name(), keyId, sought, environment.now(), engine.deadline(), environment, events);
    }
}
