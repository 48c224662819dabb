package org.jwks4j;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.fetch.Document;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.fetch.DocumentFetcher.Standing;
import org.jwks4j.fetch.FetchErrors;
import org.jwks4j.fleet.StoreAccess;
import org.jwks4j.fleet.StoredForm;
import org.jwks4j.fleet.StoredLoader;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.net.Futures;
import org.jwks4j.net.SharedRequests.Answer;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/** Fetches issuer metadata: the configured places in their order, and the exact issuer rule. */
final class MetadataLoader implements RefreshingSource.Loader<IssuerMetadata>, StoredForm<IssuerMetadata> {
    private final TrustedIssuer issuer;
    private final List<MetadataLocation> locations;
    private final DocumentFetcher fetcher;

    private final boolean keepsCauses;
    private volatile boolean askedBefore;

    /**
     * Makes a loader.
     *
     * @param keepsCauses whether a failure that is kept has a stack trace and causes
     * @param askedBefore whether the issuer was asked before this was made
     */
    MetadataLoader(
            TrustedIssuer issuer,
            List<MetadataLocation> locations,
            DocumentFetcher fetcher,
            boolean keepsCauses,
            boolean askedBefore) {
        this.keepsCauses = keepsCauses;
        this.askedBefore = askedBefore;
        this.issuer = issuer;
        this.locations = locations;
        this.fetcher = fetcher;
    }

    /** The loader for an issuer's metadata, from a shared store if there is one. */
    static RefreshingSource.Loader<IssuerMetadata> of(
            TrustedIssuer issuer,
            DocumentFetcher fetcher,
            FetcherContext shared,
            boolean keepsCauses,
            boolean askedBefore) {
        List<MetadataLocation> locations = issuer.keySource().metadataLocations(shared.locations());
        MetadataLoader loader = new MetadataLoader(issuer, locations, fetcher, keepsCauses, askedBefore);
        StoreAccess store = shared.store();
        return store == null ? loader : StoredLoader.unleased(store, loader, loader);
    }

    @Override
    public String issuer() {
        return issuer.name();
    }

    @Override
    public List<String> place() {
        List<String> place = IssuerUris.place(issuer, locations);
        place.add("metadata");
        return place;
    }

    /** One of the locations, all of which are in the place. */
    @Override
    public String uri(IssuerMetadata value) {
        return "";
    }

    @Override
    public byte[] write(IssuerMetadata value, Instant askedAt) {
        return value.document().toJson().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Fetched<IssuerMetadata> read(byte[] body, String uri, @Nullable IssuerMetadata known, long requestedAt) {
        IssuerMetadata metadata = IssuerMetadata.of(
                JsonObject.parseEntries(body, "keys"), fetcher.limits().keys());
        requireSameIssuer(metadata.issuer());
        metadata.jwksUri()
                .ifPresent(jwksUri -> IssuerUris.requireJwksUri(issuer, locations, fetcher.uriPolicy(), jwksUri));
        return Fetched.of(metadata.compressed(), requestedAt);
    }

    @Override
    public CompletableFuture<Fetched<IssuerMetadata>> load(@Nullable Snapshot<IssuerMetadata> previous, Flight flight) {
        return loadFrom(0, standing(previous), flight);
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        askedBefore = true;
        return keepsCauses ? LookupErrors.failure(cause) : LookupErrors.briefFailure(cause);
    }

    private CompletableFuture<Fetched<IssuerMetadata>> loadFrom(int index, Standing standing, Flight flight) {
        String uri = locations.get(index).of(issuer.name());
        var wanted = new DocumentFetcher.Wanted(
                issuer.name(),
                uri,
                Document.METADATA,
                Map.of(),
                standing,
                flight.startedAt(),
                !askedBefore,
                flight.wantsNewest());
        CompletableFuture<Fetched<IssuerMetadata>> loading = fetcher.fetch(wanted, answer -> read(uri, answer));
        boolean last = index == locations.size() - 1;
        return loading.exceptionallyCompose(failure -> !last && saysNotHere(failure)
                ? loadFrom(index + 1, standing == Standing.NEWCOMER ? Standing.PROMISING : standing, flight)
                : CompletableFuture.failedFuture(failure));
    }

    /** One whose keys came along is known, however cold it is. */
    private Standing standing(@Nullable Snapshot<IssuerMetadata> previous) {
        return previous != null || issuer.seed() != null ? Standing.KNOWN : Standing.NEWCOMER;
    }

    /**
     * Only a clear answer leads on; an issuer in trouble is asked again at the same place. A 200 with what is no JSON object is one:
     * servers of web applications answer every path with their start page.
     */
    private static boolean saysNotHere(Throwable failure) {
        Throwable cause = Futures.unwrapped(failure);
        int status = cause instanceof KeysUnavailableException unavailable
                ? unavailable.answeredStatus().orElse(0)
                : 0;
        return status == 200 || (status >= 400 && status < 500 && status != 408 && status != 429);
    }

    private Fetched<IssuerMetadata> read(String uri, Answer answer) {
        IssuerMetadata metadata = IssuerMetadata.of(
                document(uri, answer.response()), fetcher.limits().keys());
        requireSameIssuer(metadata.issuer());
        metadata.jwksUri().ifPresent(jwksUri -> requireAllowed(jwksUri, uri));
        return Fetched.of(metadata.compressed(), answer.requestedAt());
    }

    private JsonObject document(String uri, Response response) {
        try {
            return JsonObject.parseEntries(response.body(), "keys");
        } catch (JsonFormatException e) {
            String problem = e.getMessage() + DocumentFetcher.contentType(response);
            throw FetchErrors.noDocument(issuer.name(), Reason.INVALID_METADATA, uri, problem);
        }
    }

    /** OpenID Connect Discovery 1.0 §4.3, RFC 8414 §3.3: exactly equal, or the document must not be used. */
    private void requireSameIssuer(String named) {
        if (!issuer.isNamedByMetadata(named)) {
            throw new JsonFormatException("the metadata names another issuer, " + Quoted.of(named) + ", than "
                    + Quoted.of(issuer.name()) + "; they must be equal to the letter");
        }
    }

    /** Only an issuer that is itself on loopback leads to loopback, and none to a host that it was not allowed. */
    private void requireAllowed(String jwksUri, String metadataUri) {
        try {
            URI from = URI.create(metadataUri);
            URI target = fetcher.uriPolicy().linkedFrom(from).check(jwksUri);
            if (!issuer.jwksHosts().allow(from, target)) {
                throw new IllegalArgumentException("only " + issuer.jwksHosts() + " is allowed (withJwksHosts)");
            }
        } catch (IllegalArgumentException e) {
            throw new JsonFormatException("jwks_uri " + Quoted.uri(jwksUri) + ": " + e.getMessage());
        }
    }
}
