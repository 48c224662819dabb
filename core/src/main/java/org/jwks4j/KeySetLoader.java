package org.jwks4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.DocumentFetcher.Document;
import org.jwks4j.http.CachingHeaders;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.jwk.JwkSet;

/** Fetches an issuer's JWK Set from where its metadata says, conditionally where it can. */
final class KeySetLoader implements RefreshingSource.Loader<KeySet> {
    private final TrustedIssuer issuer;
    private final Discovery discovery;
    private final DocumentFetcher fetcher;
    private final Environment environment;

    KeySetLoader(TrustedIssuer issuer, Discovery discovery, DocumentFetcher fetcher, Environment environment) {
        this.issuer = issuer;
        this.discovery = discovery;
        this.fetcher = fetcher;
        this.environment = environment;
    }

    @Override
    public CompletableFuture<Loaded<KeySet>> load(@Nullable Snapshot<KeySet> previous, Flight flight) {
        return discovery.metadata(flight).thenCompose(metadata -> {
            Optional<JwkSet> inline = metadata.jwkSet();
            return inline.isPresent()
                    ? CompletableFuture.completedFuture(inline(metadata, inline.get(), previous))
                    : fetch(metadata.jwksUri().orElseThrow(), previous)
                            .thenApply(loaded ->
                                    discovery.mayHaveMoved(flight) ? loaded.fromWhereItMayHaveMoved() : loaded);
        });
    }

    private CompletableFuture<Loaded<KeySet>> fetch(String uri, @Nullable Snapshot<KeySet> previous) {
        Validators known = previous == null ? Validators.NONE : previous.validators();
        var wanted = new DocumentFetcher.Wanted(
                issuer.name(), uri, Document.JWK_SET, known.requestHeaders(uri), previous == null);
        return fetcher.fetch(
                        wanted,
                        response -> response.status() == 304 && previous != null
                                ? unchanged(response, previous)
                                : read(uri, response, previous))
                .whenComplete((loaded, failure) -> discovery.jwksUriWasAsked(failure));
    }

    private Loaded<KeySet> unchanged(Response response, Snapshot<KeySet> previous) {
        CachingHeaders caching = CachingHeaders.of(response, environment.wallClock());
        KeySet keys = previous.value();
        return new Loaded<>(
                keys, keys.problem(), Caching.of(caching, previous.validators().updatedBy(caching)));
    }

    private Loaded<KeySet> read(String uri, Response response, @Nullable Snapshot<KeySet> previous) {
        CachingHeaders caching = CachingHeaders.of(response, environment.wallClock());
        String digest = sha256(response.body());
        KeySet keys = same(previous, digest).orElseGet(() -> new KeySet(issuer, JwkSet.parse(response.body()), digest));
        return new Loaded<>(keys, keys.problem(), Caching.of(caching, Validators.of(uri, caching)));
    }

    private Loaded<KeySet> inline(IssuerMetadata metadata, JwkSet jwkSet, @Nullable Snapshot<KeySet> previous) {
        String text = metadata.document().object("jwks").orElseThrow().toJson();
        String digest = sha256(text.getBytes(StandardCharsets.UTF_8));
        KeySet keys = same(previous, digest).orElseGet(() -> new KeySet(issuer, jwkSet, digest));
        return new Loaded<>(keys, keys.problem(), Caching.UNSAID);
    }

    private static Optional<KeySet> same(@Nullable Snapshot<KeySet> previous, String digest) {
        return previous == null || !previous.value().digest().equals(digest)
                ? Optional.empty()
                : Optional.of(previous.value());
    }

    private static String sha256(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
