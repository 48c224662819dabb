package org.jwks4j;

import java.util.List;
import java.util.Set;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.net.Origin;

/** How the issuers of one kind are reached: by which transport, to which URIs, through which gates. */
final class Reach {
    private final Engine engine;
    private final Network network;
    private final UriPolicy uriPolicy;
    private final List<MetadataLocation> locations;
    private final DocumentFetcher usual;

    /**
     * Makes a reach.
     *
     * @param uriPolicy which URIs may be asked
     * @param locations where the metadata of issuers is that do not say so themselves
     */
    Reach(Engine engine, Network network, UriPolicy uriPolicy, List<MetadataLocation> locations) {
        this.engine = engine;
        this.network = network;
        this.uriPolicy = uriPolicy;
        this.locations = locations;
        this.usual = fetcher(network.transport());
    }

    /** Refuses an issuer whose configuration leads where nobody may go. */
    void check(TrustedIssuer issuer) {
        IssuerUris.check(issuer, issuer.locationsOr(locations), uriPolicy);
        HttpTransport own = issuer.access().transport();
        if (uriPolicy == UriPolicy.PUBLIC_HTTPS && own != null && !(own instanceof GuardedTransport)) {
            throw new IllegalStateException(
                    issuer + " is known only at run time, and its own transport is no GuardedTransport");
        }
    }

    Issuer issuer(TrustedIssuer issuer, Upkeep upkeep) {
        check(issuer);
        DocumentFetcher fetcher = issuer.access().isUsual() ? usual : fetcher(ownTransport(issuer));
        return new Issuer(issuer, issuer.locationsOr(locations), fetcher, engine, upkeep);
    }

    private HttpTransport ownTransport(TrustedIssuer issuer) {
        HttpTransport own = issuer.access().transport();
        Set<Origin> origins = IssuerUris.origins(issuer, issuer.locationsOr(locations));
        return new IssuerHeaders(own == null ? network.transport() : own, issuer.access(), origins);
    }

    private DocumentFetcher fetcher(HttpTransport transport) {
        return new DocumentFetcher(network.routesTo(transport), uriPolicy, engine.environment(), engine.listener());
    }
}
