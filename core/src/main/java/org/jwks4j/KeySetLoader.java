package org.jwks4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.fetch.Document;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.fetch.DocumentFetcher.Standing;
import org.jwks4j.fetch.FetchErrors;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.net.CachingHeaders;
import org.jwks4j.net.Environment;
import org.jwks4j.net.SharedRequests.Answer;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.Freshness;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/** Fetches an issuer's JWK Set from where its metadata says, conditionally where it can. */
final class KeySetLoader implements RefreshingSource.Loader<FetchedKeys> {
    private final TrustedIssuer issuer;
    private final Discovery discovery;
    private final DocumentFetcher fetcher;
    private final Environment environment;

    private final boolean keepsCauses;

    /** @param keepsCauses whether a failure that is kept has a stack trace and causes */
    KeySetLoader(
            TrustedIssuer issuer,
            Discovery discovery,
            DocumentFetcher fetcher,
            Environment environment,
            boolean keepsCauses) {
        this.keepsCauses = keepsCauses;
        this.issuer = issuer;
        this.discovery = discovery;
        this.fetcher = fetcher;
        this.environment = environment;
    }

    @Override
    public CompletableFuture<Fetched<FetchedKeys>> load(@Nullable Snapshot<FetchedKeys> previous, Flight flight) {
        FetchedKeys known = previous == null ? null : previous.value();
        return discovery.metadata(flight).thenCompose(metadata -> {
            Optional<JwkSet> inline = metadata.jwkSet();
            return inline.isPresent()
                    ? CompletableFuture.completedFuture(inline(metadata, inline.get(), known, flight))
                    : fetch(metadata.jwksUri().orElseThrow(), known, flight)
                            .thenApply(
                                    fetched -> discovery.mayHaveMoved(flight) ? fetched.whichMayHaveMoved() : fetched);
        });
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        return keepsCauses ? Errors.failure(cause) : Errors.briefFailure(cause);
    }

    private CompletableFuture<Fetched<FetchedKeys>> fetch(String uri, @Nullable FetchedKeys known, Flight flight) {
        Validators validators = known == null ? Validators.NONE : known.validators();
        var wanted = new DocumentFetcher.Wanted(
                issuer.name(),
                uri,
                Document.JWK_SET,
                validators.requestHeaders(uri),
                standing(known),
                flight.startedAt());
        return fetcher.fetch(
                        wanted,
                        answer -> answer.response().status() == 304 && known != null
                                ? unchanged(answer, known)
                                : read(uri, answer, known))
                .whenComplete((fetched, failure) -> discovery.jwksUriWasAsked(failure));
    }

    private Standing standing(@Nullable FetchedKeys known) {
        if (known != null || issuer.seed() != null) {
            return Standing.KNOWN;
        }
        return issuer.keySource().isDiscovered() ? Standing.PROMISING : Standing.NEWCOMER;
    }

    private Fetched<FetchedKeys> unchanged(Answer answer, FetchedKeys known) {
        CachingHeaders caching = CachingHeaders.of(answer.response(), environment.wallClock());
        Validators validators = known.validators().updatedBy(caching);
        return fetched(known.set(), known, validators, answer.requestedAt()).with(stated(caching));
    }

    private Fetched<FetchedKeys> read(String uri, Answer answer, @Nullable FetchedKeys known) {
        Response response = answer.response();
        CachingHeaders caching = CachingHeaders.of(response, environment.wallClock());
        String digest = sha256(response.body());
        KeySet set = same(known, digest).orElseGet(() -> new KeySet(issuer, parse(response), digest));
        return fetched(set, known, Validators.of(uri, caching), answer.requestedAt())
                .with(stated(caching));
    }

    private JwkSet parse(Response response) {
        return issuer.keySource().read(response.body(), fetcher.limits().keys());
    }

    private Fetched<FetchedKeys> inline(
            IssuerMetadata metadata, JwkSet jwkSet, @Nullable FetchedKeys known, Flight flight) {
        String text = metadata.document().object("jwks").orElseThrow().toJson();
        String digest = sha256(text.getBytes(StandardCharsets.UTF_8));
        KeySet set = same(known, digest).orElseGet(() -> new KeySet(issuer, jwkSet, digest));
        return fetched(set, known, Validators.NONE, flight.startedAt());
    }

    @SuppressWarnings("ReferenceEquality") // the very keys that there were
    private Fetched<FetchedKeys> fetched(
            KeySet set, @Nullable FetchedKeys known, Validators validators, long requestedAt) {
        Fetched<FetchedKeys> fetched = Fetched.of(new FetchedKeys(set, validators), requestedAt);
        if (known != null && known.set() == set) {
            fetched = fetched.asBefore();
        }
        return set.answered().keys().isEmpty()
                ? fetched.unusable(
                        failure(FetchErrors.noUsableKeys(set.answered().skipped()))
                                .cause())
                : fetched;
    }

    private static Freshness stated(CachingHeaders caching) {
        return new Freshness(caching.freshnessLifetime(), caching.mustRevalidate());
    }

    private static Optional<KeySet> same(@Nullable FetchedKeys known, String digest) {
        return known == null || !known.set().digest().equals(digest) ? Optional.empty() : Optional.of(known.set());
    }

    private static String sha256(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
