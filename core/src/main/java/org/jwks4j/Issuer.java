package org.jwks4j;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.heap.HeapSize;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.Caller;
import org.jwks4j.refresh.Failures;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.Lookup;
import org.jwks4j.refresh.Miss;
import org.jwks4j.refresh.Readiness;
import org.jwks4j.refresh.RefreshMachine;
import org.jwks4j.refresh.RefreshSettings;
import org.jwks4j.refresh.RefreshState;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;
import org.jwks4j.refresh.Transition;
import org.jwks4j.trust.Revoked;

/** One trusted issuer at work: its key set, where that comes from, and the questions that can be asked of it. */
final class Issuer {
    private final TrustedIssuer trusted;
    private final FetcherContext shared;
    private final Discovery discovery;
    private final KeySetEvents events;
    private final RefreshingSource<FetchedKeys> keys;
    private final @Nullable RefreshingSource<IssuerMetadata> metadata;
    private final RefreshingSource.Loader<FetchedKeys> loader;

    /**
     * The parts of an issuer, in the order in which a cold look-up goes through them from the bottom up.
     *
     * @param upkeep who is told of what becomes of it; null for an issuer that was trusted by name: it never rests, and is tried
     *     again after a failure even if it is not used
     * @param rested what is remembered of it; null if it begins anew
     */
    Issuer(
            TrustedIssuer trusted,
            DocumentFetcher fetcher,
            FetcherContext shared,
            FetchedKeys.Machines machines,
            KeySetEvents.@Nullable Upkeep upkeep,
            @Nullable DormantIssuer rested) {
        this.trusted = trusted;
        this.shared = shared;
        KeySource source = trusted.keySource();
        this.metadata = source.isDiscovered() ? metadataSource(fetcher, upkeep == null, rested) : null;
        this.discovery = metadata == null
                ? new Discovery.Configured(trusted)
                : new Discovery.Published(trusted.name(), metadata);
        boolean isNamed = upkeep == null;
        FetchedKeys.Kept kept = new FetchedKeys.Kept(trusted, isNamed);
        RefreshSettings rules = source.rules(shared.rules());
        this.loader =
                source.way(new KeySetLoader.ByForm(trusted, discovery, fetcher, shared, rules, kept, rested != null));
        int mostKept = source.isByKeyId() ? 0 : fetcher.limits().keys().maxKeys();
        RefreshMachine<FetchedKeys> machine = machines.of(rules, isNamed, mostKept);
        RefreshState<FetchedKeys> initial = KeySetLoader.initial(trusted, shared, machine, rested);
        this.events =
                new KeySetEvents(trusted, fetcher, shared, initial, upkeep == null ? KeySetEvents.Upkeep.NONE : upkeep);
        this.keys = new RefreshingSource<>(
                machine, initial, loader, shared.environment(), events, KeySetLoader.shares(trusted, shared));
        Snapshot<FetchedKeys> given = rested == null ? initial.snapshot() : null; // what rested was told before
        if (given != null) {
            events.given(given.value());
        }
    }

    private RefreshingSource<IssuerMetadata> metadataSource(
            DocumentFetcher fetcher, boolean named, @Nullable DormantIssuer rested) {
        Snapshot<IssuerMetadata> known = rested == null ? null : rested.metadata(trusted.name());
        return new RefreshingSource<>(
                new RefreshMachine<>(Discovery.RULES, false),
                RefreshState.beginningWith(known, Discovery.RULES),
                MetadataLoader.of(trusted, fetcher, shared, named, rested != null),
                shared.environment(),
                new RefreshingSource.Observer<>() {});
    }

    String name() {
        return trusted.name();
    }

    boolean allows(JwsAlgorithm algorithm) {
        return trusted.algorithms().map(allowed -> allowed.contains(algorithm)).orElse(true);
    }

    /** Warm: one volatile read, no I/O, nothing to wait for. Else a look-up that may wait. A certificate is named by its thumbprint. */
    CompletableFuture<VerificationKey> key(
            @Nullable String keyId, @Nullable String certificate, @Nullable JwsAlgorithm algorithm) {
        requirePossible(keyId);
        Snapshot<FetchedKeys> fresh = keys.fresh();
        try {
            VerificationKey key = fresh == null ? null : select(fresh.value(), keyId, certificate, algorithm);
            return key == null
                    ? Lookup.of(
                            keys,
                            known -> orSought(keyId, select(known, keyId, certificate, algorithm)),
                            caller(keyId, algorithm))
                    : CompletableFuture.completedFuture(key);
        } catch (UnusableKeyException e) {
            requireAboutTheKeyItself(e);
            return Lookup.doubting(
                    keys, known -> select(known, keyId, certificate, algorithm), caller(keyId, algorithm));
        }
    }

    /** As {@link #key}, all that fit. */
    CompletableFuture<List<VerificationKey>> candidates(
            @Nullable String keyId, @Nullable String certificate, JwsAlgorithm algorithm) {
        requirePossible(keyId);
        Snapshot<FetchedKeys> fresh = keys.fresh();
        try {
            List<VerificationKey> candidates =
                    fresh == null ? null : candidates(fresh.value(), keyId, certificate, algorithm);
            return candidates == null
                    ? Lookup.of(
                            keys,
                            known -> orSought(keyId, candidates(known, keyId, certificate, algorithm)),
                            caller(keyId, algorithm))
                    : CompletableFuture.completedFuture(candidates);
        } catch (UnusableKeyException e) {
            requireAboutTheKeyItself(e);
            return Lookup.doubting(
                    keys, known -> candidates(known, keyId, certificate, algorithm), caller(keyId, algorithm));
        }
    }

    /** Then another key under its {@code kid} might do, and the issuer may have one by now. */
    private static void requireAboutTheKeyItself(UnusableKeyException e) {
        if (e.reason() != Reason.ALGORITHM_MISMATCH && e.reason() != Reason.SKIPPED_KEY) {
            throw e;
        }
    }

    /** What there is besides keys that were tried, after a fetch if the budget has one. */
    CompletableFuture<List<VerificationKey>> otherKeys(
            @Nullable String keyId, @Nullable String certificate, JwsAlgorithm algorithm, List<VerificationKey> tried) {
        requirePossible(keyId);
        Snapshot<FetchedKeys> fresh = keys.fresh();
        List<VerificationKey> others =
                fresh == null ? List.of() : others(fresh.value(), keyId, certificate, algorithm, tried);
        return others.isEmpty()
                ? Lookup.doubting(
                        keys, known -> others(known, keyId, certificate, algorithm, tried), caller(keyId, algorithm))
                : CompletableFuture.completedFuture(others);
    }

    private List<VerificationKey> others(
            FetchedKeys known,
            @Nullable String keyId,
            @Nullable String certificate,
            JwsAlgorithm algorithm,
            List<VerificationKey> tried) {
        try {
            List<VerificationKey> all = candidates(known, keyId, certificate, algorithm);
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(key -> tried.stream()
                                    .noneMatch(other -> other.publicKey().equals(key.publicKey())))
                            .toList();
        } catch (UnusableKeyException e) {
            requireAboutTheKeyItself(e);
            return List.of();
        }
    }

    private @Nullable VerificationKey select(
            FetchedKeys known, @Nullable String keyId, @Nullable String certificate, @Nullable JwsAlgorithm algorithm) {
        requireNotRevoked(keyId); // once more: it may have happened while the caller waited
        return known.set(certificate).select(keyId, algorithm, revoked());
    }

    private @Nullable List<VerificationKey> candidates(
            FetchedKeys known, @Nullable String keyId, @Nullable String certificate, JwsAlgorithm algorithm) {
        requireNotRevoked(keyId);
        return known.set(certificate).candidates(keyId, algorithm, revoked());
    }

    /** What is not there may have to be asked for by its ID; if that was done a moment ago, it is not there. */
    private <T> @Nullable T orSought(@Nullable String keyId, @Nullable T found) {
        if (found == null && keyId != null) {
            long now = shared.environment().now();
            loader.seek(keyId)
                    .ifPresent(until -> refuse(
                            keyId,
                            LookupErrors.of(new Miss.Absent(until), trusted.name(), keyId, shared.deadline(), now)));
        }
        return found;
    }

    private void refuse(@Nullable String keyId, KeyFetchException absent) {
        events.refused(keyId, absent.retryAfter());
        throw absent;
    }

    /** Whether the operator has ended the trust in it. */
    boolean isRevoked() {
        return shared.revokedIssuers().contains(trusted.name(), trusted.aliases());
    }

    private void requireTrusted() {
        if (isRevoked()) {
            throw LookupErrors.revoked(trusted.name());
        }
    }

    private void requirePossible(@Nullable String keyId) {
        requireNotRevoked(keyId);
        if (!trusted.keySource().mayHave(keyId)) {
            refuse(keyId, LookupErrors.impossibleKeyId(trusted.name(), keyId));
        }
    }

    private void requireNotRevoked(@Nullable String keyId) {
        requireTrusted();
        if (shared.revoked().contains(trusted.name(), trusted.aliases(), keyId)) {
            String message = "key " + Quoted.of(keyId) + " of " + Quoted.of(trusted.name())
                    + " was revoked by this service's operator";
            throw new UnusableKeyException(Reason.REVOKED_KEY, trusted.name(), keyId, message);
        }
    }

    private Revoked revoked() {
        return shared.revoked().of(trusted.name(), trusted.aliases());
    }

    /** The operator has revoked a key: what is known under its ID now is revoked with it. */
    void noteRevoked() {
        events.noteRevoked(keys.state());
    }

    /** Without waiting; null if the key is not cached. */
    @Nullable
    VerificationKey cachedKey(@Nullable String keyId, @Nullable String certificate, @Nullable JwsAlgorithm algorithm) {
        requireNotRevoked(keyId);
        if (!trusted.keySource().mayHave(keyId)) {
            return null;
        }
        Snapshot<FetchedKeys> fresh = keys.fresh();
        VerificationKey key = fresh == null ? null : select(fresh.value(), keyId, certificate, algorithm);
        if (key != null) {
            return key;
        }
        FetchedKeys cached = cached();
        return cached == null ? null : select(cached, keyId, certificate, algorithm);
    }

    /** Whether this very object is among the keys that may be used now; never waits. */
    boolean isCurrent(VerificationKey key) {
        if (isRevoked() || revoked().has(key.jwk())) {
            return false;
        }
        Snapshot<FetchedKeys> fresh = keys.fresh();
        FetchedKeys known = fresh == null ? cached() : fresh.value();
        return known != null && known.set().holds(key);
    }

    /**
     * A refresh that is due begins in the background, as for every other caller: a caller that asks only here would otherwise be served a
     * withdrawn key for hours.
     */
    private @Nullable FetchedKeys cached() {
        if (keys.usable() == null) {
            return null;
        }
        return keys.need(shared.environment().now(), true) instanceof Transition.Serve<FetchedKeys> serve
                ? serve.snapshot().value()
                : null;
    }

    CompletableFuture<JwkSet> jwkSet() {
        return Lookup.of(keys, this::jwkSet, caller(null, null));
    }

    CompletableFuture<JwkSet> refreshed() {
        return Lookup.newer(keys, shared.environment().now(), this::jwkSet, caller(null, null));
    }

    private JwkSet jwkSet(FetchedKeys known) {
        requireTrusted(); // once more: it may have happened while the caller waited
        return known.set().jwkSet(revoked());
    }

    /** Completes when there are keys to use, or the caller has given up. */
    CompletableFuture<Void> ready(BooleanSupplier givenUp) {
        return Readiness.of(
                keys,
                known -> trusted.keySource().isByKeyId()
                        || !known.set().jwkSet().keys().isEmpty(),
                givenUp,
                LookupErrors::closed);
    }

    /** The keys as they are, however old, with the time they are from; empty while there are none that would do as a seed. */
    Optional<FetchedJwkSet> export() {
        Snapshot<FetchedKeys> snapshot = keys.state().snapshot();
        if (snapshot == null || snapshot.isPermanent() || isRevoked()) {
            return Optional.empty();
        }
        JwkSet answered =
                snapshot.value().set().answered(revoked()); // what is kept has an end that a seed does not know
        return FetchedJwkSet.of(trusted.name(), answered, snapshot.fetchedAt());
    }

    CompletableFuture<IssuerMetadata> metadata() {
        long now = shared.environment().now();
        if (metadata == null) {
            return discovery.metadata(Flight.at(now));
        }
        Snapshot<IssuerMetadata> known = metadata.state().snapshot();
        boolean abridged = known != null && known.generation() == 0;
        Lookup.Search<IssuerMetadata, IssuerMetadata> whole = document -> {
            requireTrusted();
            return document;
        };
        return abridged
                ? Lookup.newer(metadata, now, whole, caller(null, null))
                : Lookup.of(metadata, whole, caller(null, null));
    }

    IssuerStatus status(boolean closed) {
        return events.status(keys, closed);
    }

    /** What there is to remember; null if there is nothing, or something under way. */
    @Nullable
    RestingIssuer resting() {
        RefreshState<FetchedKeys> state = keys.state();
        Snapshot<FetchedKeys> snapshot = state.snapshot();
        boolean atRest = state.flight() == null
                && state.failures().count() == 0
                && state.missing().kept().isEmpty();
        return snapshot == null || !atRest
                ? null
                : RestingIssuer.of(
                        trusted,
                        snapshot,
                        metadata == null ? null : metadata.state().snapshot());
    }

    /** It will not be asked any more: stops what the issuer does by itself. */
    void letGo() {
        keys.letGo();
        if (metadata != null) {
            metadata.letGo();
        }
    }

    void close() {
        keys.close();
        if (metadata != null) {
            metadata.close();
        }
    }

    private Caller caller(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        return events.caller(keyId, algorithm, shared.deadline());
    }

    /** Whether there are keys that can be used. */
    boolean hasKeys() {
        Snapshot<FetchedKeys> snapshot = keys.state().snapshot();
        return snapshot != null && !snapshot.value().set().jwkSet().keys().isEmpty();
    }

    /** What there is to remember if nothing was fetched from it, and nothing is under way; else null. */
    DormantIssuer.@Nullable HeldBack heldBack() {
        RefreshState<FetchedKeys> state = keys.state();
        return state.snapshot() == null && state.flight() == null ? DormantIssuer.HeldBack.of(state) : null;
    }

    /** Estimates how many bytes of heap it holds. */
    long weight() {
        Snapshot<FetchedKeys> known = keys.state().snapshot();
        RefreshState<IssuerMetadata> state = metadata == null ? null : metadata.state();
        return HeapSize.ofWork(
                known == null ? null : known.value().set().jwkSet(),
                state == null || state.snapshot() == null
                        ? 0
                        : state.snapshot().value().weight(),
                keys.state().failures(),
                state == null ? Failures.NONE : state.failures(),
                keys.state().names());
    }
}
