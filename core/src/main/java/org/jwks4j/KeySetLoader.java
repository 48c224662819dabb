package org.jwks4j;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.fetch.Document;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.fetch.DocumentFetcher.Standing;
import org.jwks4j.fetch.FetchErrors;
import org.jwks4j.fleet.StoreAccess;
import org.jwks4j.fleet.StoredLoader;
import org.jwks4j.form.KeyByIdLoader;
import org.jwks4j.form.KeyDocument;
import org.jwks4j.form.KeyFileLoader;
import org.jwks4j.form.KeyUnionLoader;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.net.CachingHeaders;
import org.jwks4j.net.Environment;
import org.jwks4j.net.SharedRequests.Answer;
import org.jwks4j.net.Validators;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.RefreshMachine;
import org.jwks4j.refresh.RefreshSettings;
import org.jwks4j.refresh.RefreshState;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;
import org.jwks4j.refresh.StatedFreshness;

/** Fetches an issuer's JWK Set from where its metadata says, conditionally if it can. */
final class KeySetLoader implements RefreshingSource.Loader<FetchedKeys> {
    private final TrustedIssuer issuer;
    private final Discovery discovery;
    private final DocumentFetcher fetcher;
    private final Environment environment;
    private final boolean keepsCauses;
    private volatile Optional<BigInteger> sequence = Optional.empty();
    private volatile Optional<Duration> refreshHint = Optional.empty();
    private volatile boolean askedBefore;

    /**
     * Makes a loader.
     *
     * @param keepsCauses whether a failure that is kept has a stack trace and causes
     * @param askedBefore whether the issuer was asked before this was made
     */
    KeySetLoader(
            TrustedIssuer issuer,
            Discovery discovery,
            DocumentFetcher fetcher,
            Environment environment,
            boolean keepsCauses,
            boolean askedBefore) {
        this.keepsCauses = keepsCauses;
        this.askedBefore = askedBefore;
        this.issuer = issuer;
        this.discovery = discovery;
        this.fetcher = fetcher;
        this.environment = environment;
    }

    /** Keys that were configured are there from the start and never age; those of a seed are as old as they are. */
    static RefreshState<FetchedKeys> initial(
            TrustedIssuer trusted,
            FetcherContext shared,
            RefreshMachine<FetchedKeys> machine,
            @Nullable DormantIssuer rested) {
        Environment environment = shared.environment();
        if (rested != null) {
            return rested.keys(trusted, shared);
        }
        Optional<JwkSet> given = trusted.keySource().givenKeys();
        if (given.isPresent()) {
            FetchedKeys keys = ofNoDocument(trusted, given.get(), FetchedJwkSet.Origin.CONFIGURATION);
            return RefreshState.beginningWith(Snapshot.permanent(keys, environment.wallClock()), shared.rules());
        }
        FetchedJwkSet seed = trusted.seed();
        return seed == null
                ? RefreshState.cold(shared.rules())
                : machine.seeded(
                        ofNoDocument(trusted, seed.jwkSet(), FetchedJwkSet.Origin.SEED),
                        seed.fetchedAt(),
                        environment.now(),
                        environment.wallClock());
    }

    private static FetchedKeys ofNoDocument(TrustedIssuer trusted, JwkSet jwkSet, FetchedJwkSet.Origin origin) {
        return new FetchedKeys(new KeySet(trusted, jwkSet, ""), Validators.NONE, origin);
    }

    /** Of the host where its keys are asked for, or, if only its metadata says which that is, of its own. */
    static RefreshingSource.Shares shares(TrustedIssuer trusted, FetcherContext shared) {
        KeySource source = trusted.keySource();
        String uri = source.givenKeys().isPresent() || source.isDiscovered()
                ? trusted.name()
                : source.givenMetadata(trusted.name()).jwksUri().orElse(trusted.name());
        return new RefreshingSource.Shares(
                shared.outages().of(uri), shared.doubts().of(uri));
    }

    @Override
    public CompletableFuture<Fetched<FetchedKeys>> load(@Nullable Snapshot<FetchedKeys> previous, Flight flight) {
        FetchedKeys known = previous == null ? null : previous.value();
        return discovery.metadata(flight).thenCompose(metadata -> {
            Optional<JwkSet> inline = metadata.jwkSet();
            return inline.isPresent()
                    ? CompletableFuture.completedFuture(inline(metadata, inline.get(), known, flight))
                    : fetch(
                                    metadata.jwksUri().orElseThrow(),
                                    known,
                                    flight,
                                    issuer.keySource().alternatives())
                            .thenApply(
                                    fetched -> discovery.mayHaveMoved(flight) ? fetched.whichMayHaveMoved() : fetched);
        });
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        askedBefore = true;
        return keepsCauses ? LookupErrors.failure(cause) : LookupErrors.briefFailure(cause);
    }

    /** If one place fails, the next is asked; if all fail, the error is that of the first. */
    private CompletableFuture<Fetched<FetchedKeys>> fetch(
            String uri, @Nullable FetchedKeys known, Flight flight, List<String> alternatives) {
        CompletableFuture<Fetched<FetchedKeys>> fetched = fetch(uri, known, flight);
        return alternatives.isEmpty()
                ? fetched
                : fetched.exceptionallyCompose(failure -> fetch(
                                alternatives.get(0), known, flight, alternatives.subList(1, alternatives.size()))
                        .exceptionallyCompose(another -> CompletableFuture.failedFuture(failure)));
    }

    private CompletableFuture<Fetched<FetchedKeys>> fetch(String uri, @Nullable FetchedKeys known, Flight flight) {
        Validators validators = known == null ? Validators.NONE : known.validators();
        var wanted = new DocumentFetcher.Wanted(
                issuer.name(),
                uri,
                Document.JWK_SET,
                validators.requestHeaders(uri),
                standing(known),
                flight.startedAt(),
                !askedBefore,
                flight.wantsNewest());
        return fetcher.fetch(
                        wanted,
                        answer -> answer.response().status() == 304 && known != null
                                ? unchanged(answer, known, flight)
                                : read(uri, answer, known, flight))
                .whenComplete((fetched, failure) -> discovery.jwksUriWasAsked(failure));
    }

    private Standing standing(@Nullable FetchedKeys known) {
        if (known != null || issuer.seed() != null) {
            return Standing.KNOWN;
        }
        return issuer.keySource().isDiscovered() ? Standing.PROMISING : Standing.NEWCOMER;
    }

    private Fetched<FetchedKeys> unchanged(Answer answer, FetchedKeys known, Flight flight) {
        CachingHeaders caching = CachingHeaders.of(answer.response(), environment.wallClock());
        Validators validators = known.validators().updatedBy(caching);
        return dated(fetched(known.set(), known, false, validators, answer.requestedAt()), caching, flight);
    }

    private Fetched<FetchedKeys> read(String uri, Answer answer, @Nullable FetchedKeys known, Flight flight) {
        Response response = answer.response();
        CachingHeaders caching = CachingHeaders.of(response, environment.wallClock());
        String digest = KeyDocument.digest(response.body());
        Optional<KeySet> same = same(known, digest);
        if (same.isPresent()) {
            return dated(
                    fetched(same.get(), known, false, Validators.of(uri, caching), answer.requestedAt()),
                    caching,
                    flight);
        }
        KeyDocument document =
                issuer.keySource().read(response.body(), fetcher.limits().keys());
        requireNoOlder(document);
        KeySet set = new KeySet(issuer, document.keys(), digest);
        return dated(
                fetched(set, known, document.isFinal(), Validators.of(uri, caching), answer.requestedAt()),
                caching,
                flight);
    }

    /** SPIFFE Federation §4.2: the sequence says which of two bundles is the newer one. Called by one fetch at a time. */
    private void requireNoOlder(KeyDocument document) {
        Optional<BigInteger> said = document.sequence();
        if (said.isPresent()
                && sequence.filter(seen -> said.get().compareTo(seen) < 0).isPresent()) {
            throw new JsonFormatException("its spiffe_sequence goes back, from " + sequence.get() + " to " + said.get()
                    + ": it is an older one");
        }
        sequence = said.or(() -> sequence);
        refreshHint = document.refreshHint();
    }

    private Fetched<FetchedKeys> inline(
            IssuerMetadata metadata, JwkSet jwkSet, @Nullable FetchedKeys known, Flight flight) {
        String text = metadata.document().object("jwks").orElseThrow().toJson();
        String digest = KeyDocument.digest(text.getBytes(StandardCharsets.UTF_8));
        KeySet set = same(known, digest).orElseGet(() -> new KeySet(issuer, jwkSet, digest));
        return fetched(set, known, false, Validators.NONE, flight.startedAt());
    }

    @SuppressWarnings("ReferenceEquality") // the very keys that there were
    private Fetched<FetchedKeys> fetched(
            KeySet set, @Nullable FetchedKeys known, boolean isFinal, Validators validators, long requestedAt) {
        Fetched<FetchedKeys> fetched =
                Fetched.of(new FetchedKeys(set, validators, FetchedJwkSet.Origin.ISSUER), requestedAt);
        if (known != null && known.set() == set) {
            fetched = fetched.asBefore();
        }
        return set.answered().keys().isEmpty() && !isFinal
                ? fetched.unusable(
                        failure(FetchErrors.noUsableKeys(set.answered().skipped()))
                                .cause())
                : fetched;
    }

    private Fetched<FetchedKeys> dated(Fetched<FetchedKeys> fetched, CachingHeaders caching, Flight flight) {
        return fetched.with(new StatedFreshness(refreshHint.or(caching::freshnessLifetime), caching.mustRevalidate()))
                .kept(caching.age(), flight);
    }

    private static Optional<KeySet> same(@Nullable FetchedKeys known, String digest) {
        return known == null || !known.set().digest().equals(digest) ? Optional.empty() : Optional.of(known.set());
    }

    /**
     * The loader of an issuer's keys by the form in which they are published: its {@link KeySource} takes the one that it needs.
     *
     * @param askedBefore whether the issuer was asked before
     */
    record ByForm(
            TrustedIssuer issuer,
            Discovery discovery,
            DocumentFetcher fetcher,
            FetcherContext shared,
            RefreshSettings rules,
            FetchedKeys.Kept kept,
            boolean askedBefore)
            implements KeySource.Ways<RefreshingSource.Loader<FetchedKeys>> {

        @Override
        public RefreshingSource.Loader<FetchedKeys> ofDocument() {
            return afterTheStore(new KeySetLoader(
                    issuer, discovery, fetcher, shared.environment(), kept.keepsCauses(), askedBefore));
        }

        @Override
        public RefreshingSource.Loader<FetchedKeys> ofAll(List<String> uris) {
            return afterTheStore(new KeyUnionLoader<>(issuer.name(), uris, fetcher, shared.environment(), rules, kept));
        }

        @Override
        public RefreshingSource.Loader<FetchedKeys> byKeyId(UnaryOperator<String> uriOf) {
            return new KeyByIdLoader<>(issuer.name(), uriOf, fetcher, shared.environment(), kept);
        }

        @Override
        public RefreshingSource.Loader<FetchedKeys> ofFile(Path file) {
            return new KeyFileLoader<>(issuer.name(), file, kept);
        }

        /** Keys that were configured are not shared. */
        private RefreshingSource.Loader<FetchedKeys> afterTheStore(RefreshingSource.Loader<FetchedKeys> loader) {
            StoreAccess store = shared.store();
            KeySource source = issuer.keySource();
            boolean isConfigured =
                    !source.isDiscovered() && source.configuredUris().isEmpty();
            if (store == null || isConfigured) {
                return loader;
            }
            List<String> place = IssuerUris.place(issuer, shared.locations());
            return StoredLoader.leased(
                    store,
                    loader,
                    new FetchedKeys.Stored(
                            issuer,
                            place,
                            uri -> IssuerUris.requireJwksUri(issuer, shared.locations(), fetcher.uriPolicy(), uri)),
                    shared.longestFetch());
        }
    }
}
