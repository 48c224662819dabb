package org.jwks4j;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;

/** Fetches issuer metadata: the configured places in their order, and the exact issuer rule. */
final class MetadataLoader implements RefreshingSource.Loader<IssuerMetadata> {
    private final String issuer;
    private final List<MetadataLocation> locations;
    private final DocumentFetcher fetcher;
    private final UriPolicy uriPolicy;

    MetadataLoader(String issuer, List<MetadataLocation> locations, DocumentFetcher fetcher, UriPolicy uriPolicy) {
        this.issuer = issuer;
        this.locations = locations;
        this.fetcher = fetcher;
        this.uriPolicy = uriPolicy;
    }

    @Override
    public CompletableFuture<Loaded<IssuerMetadata>> load(@Nullable Snapshot<IssuerMetadata> previous, Flight flight) {
        return loadFrom(0);
    }

    private CompletableFuture<Loaded<IssuerMetadata>> loadFrom(int index) {
        String uri = locations.get(index).of(issuer);
        var wanted = new DocumentFetcher.Wanted(issuer, uri, DocumentFetcher.Document.METADATA, Map.of());
        CompletableFuture<Loaded<IssuerMetadata>> loading = fetcher.fetch(wanted, response -> read(uri, response));
        boolean last = index == locations.size() - 1;
        return loading.exceptionallyCompose(failure ->
                !last && saysNotHere(failure) ? loadFrom(index + 1) : CompletableFuture.failedFuture(failure));
    }

    /** Only a clear answer leads on; an issuer in trouble is asked again at the same place. */
    private static boolean saysNotHere(Throwable failure) {
        Throwable cause = Unavailable.unwrapped(failure);
        int status = cause instanceof KeysUnavailableException unavailable ? unavailable.answeredStatus() : 0;
        return status >= 400 && status < 500 && status != 408 && status != 429;
    }

    private Loaded<IssuerMetadata> read(String uri, Response response) {
        IssuerMetadata metadata = IssuerMetadata.of(JsonObject.parse(response.body()));
        requireSameIssuer(metadata.issuer());
        metadata.jwksUri().ifPresent(jwksUri -> requireAllowed(jwksUri, uri));
        return new Loaded<>(metadata, true, Caching.UNSAID);
    }

    /** OpenID Connect Discovery 1.0 §4.3, RFC 8414 §3.3: exactly equal, or the document must not be used. */
    private void requireSameIssuer(String named) {
        if (!named.equals(issuer)) {
            throw new JsonFormatException("the metadata names another issuer, " + Quoted.of(named) + ", than "
                    + Quoted.of(issuer) + "; they must be equal to the letter");
        }
    }

    /** Only an issuer that is itself on loopback leads to loopback. */
    private void requireAllowed(String jwksUri, String metadataUri) {
        try {
            (metadataUri.startsWith("http:") ? uriPolicy : UriPolicy.HTTPS_ONLY).check(jwksUri);
        } catch (IllegalArgumentException e) {
            throw new JsonFormatException("jwks_uri " + Quoted.of(jwksUri) + ": " + e.getMessage());
        }
    }
}
