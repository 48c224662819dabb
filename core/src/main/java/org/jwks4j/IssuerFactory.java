package org.jwks4j;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.events.Listeners;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.fetch.DocumentFetcher.Routes;
import org.jwks4j.fetch.DocumentLimits;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.net.AddedHeaders;
import org.jwks4j.net.Origin;
import org.jwks4j.net.RequestGate;
import org.jwks4j.net.SameOriginRedirects;
import org.jwks4j.net.SharedRequests;
import org.jwks4j.net.TimedTransport;
import org.jwks4j.template.TenantBinding;

/** Makes the issuers of one kind: one row of the table of who is reached how in ARCHITECTURE.md. */
final class IssuerFactory {
    private final FetcherContext shared;
    private final HttpTransport transport;
    private final @Nullable RequestGate newcomers;
    private final RequestGate known;
    private final UriPolicy uriPolicy;
    private final DocumentFetcher usual;
    private final FetchedKeys.Machines machines = new FetchedKeys.Machines();

    /**
     * Makes a factory.
     *
     * @param transport of issuers that have none of their own
     * @param newcomers the gate for issuers of which nothing was fetched yet; null if all were trusted by name
     * @param known the gate for the others
     * @param uriPolicy which URIs may be asked
     */
    IssuerFactory(
            FetcherContext shared,
            HttpTransport transport,
            @Nullable RequestGate newcomers,
            RequestGate known,
            UriPolicy uriPolicy) {
        this.shared = shared;
        this.transport = shared.open().to(transport);
        this.newcomers = newcomers;
        this.known = known;
        this.uriPolicy = uriPolicy;
        this.usual =
                fetcher(this.transport, uriPolicy, newcomers == null ? null : new SharedRequests(shared.environment()));
    }

    /** From the outside in: the requests that are shared, the gate, one deadline for all steps of a redirect, and the transport. */
    private DocumentFetcher fetcher(HttpTransport to, UriPolicy policy, @Nullable SharedRequests sharing) {
        HttpTransport redirected = shared.sameOriginRedirects() ? new SameOriginRedirects(to) : to;
        HttpTransport timed = new TimedTransport(redirected, shared.environment());
        Routes routes = newcomers == null
                ? new Routes(known::to, known::to, known::to, timed)
                : new Routes(newcomers::toByLot, newcomers::toOnceMore, known::to, timed);
        return new DocumentFetcher(
                routes,
                sharing,
                policy,
                limits(),
                shared.userAgent(),
                shared.environment(),
                new FetchEvents(shared.listeners()),
                shared.requestTimeout());
    }

    /** Only the hosts of others are told apart by their policy. */
    private DocumentLimits limits() {
        return uriPolicy == UriPolicy.PUBLIC_HTTPS ? DocumentLimits.OF_STRANGERS : DocumentLimits.USUAL;
    }

    /** Refuses an issuer whose configuration leads where no request may go. */
    void check(TrustedIssuer issuer) {
        TenantBinding tenant = issuer.tenant();
        if (tenant != null && tenant.choosesHost()) {
            requireNoPlainHttp(issuer);
        }
        IssuerUris.check(issuer, shared.locations(), policyOf(issuer));
        HttpTransport own = issuer.access().transport();
        if (uriPolicy == UriPolicy.PUBLIC_HTTPS && own != null && !(own instanceof GuardedTransport)) {
            throw new IllegalStateException(
                    issuer + " is known only at run time, and its own transport is no GuardedTransport");
        }
    }

    /** An issuer that was trusted by name: it is tried again after a failure even if it is not used, and never rests. */
    Issuer named(TrustedIssuer issuer) {
        return issuer(issuer, null, null);
    }

    /**
     * An issuer that became known at run time.
     *
     * @param upkeep who is told of what becomes of it
     * @param rested what is remembered of it; null if it begins anew
     */
    Issuer atRuntime(TrustedIssuer issuer, KeySetEvents.Upkeep upkeep, @Nullable DormantIssuer rested) {
        if (issuer.tenant() == null) { // of a resolver, or anyone
            requireNoPlainHttp(issuer);
        }
        return issuer(issuer, upkeep, rested);
    }

    private static void requireNoPlainHttp(TrustedIssuer issuer) {
        if (!issuer.access().plain().isEmpty()) {
            throw new IllegalStateException(
                    issuer
                            + ": allowHttpTo(...) is for an issuer that is trusted by name, or by a template without a slot in its host");
        }
    }

    private UriPolicy policyOf(TrustedIssuer issuer) {
        return uriPolicy.alsoHttpTo(issuer.access().plainHosts());
    }

    private Issuer issuer(TrustedIssuer issuer, KeySetEvents.@Nullable Upkeep upkeep, @Nullable DormantIssuer rested) {
        check(issuer);
        DocumentFetcher fetcher =
                issuer.access().isUsual() ? usual : fetcher(ownTransport(issuer), policyOf(issuer), null);
        return new Issuer(issuer, fetcher, shared, machines, upkeep, rested);
    }

    private HttpTransport ownTransport(TrustedIssuer issuer) {
        HttpTransport own = issuer.access().transport();
        Set<Origin> origins = IssuerUris.origins(issuer, shared.locations());
        return new AddedHeaders(own == null ? transport : shared.open().to(own), issuer.access(), origins);
    }

    /** Tells the listeners. */
    private record FetchEvents(Listeners<KeyFetcherEvent> listeners) implements DocumentFetcher.Observer {
        @Override
        public void started(String issuer, URI uri) {
            listeners.tell(n -> new KeyFetcherEvent.FetchStarted(n, issuer, uri));
        }

        @Override
        public void succeeded(String issuer, URI uri, Duration took) {
            listeners.tell(n -> new KeyFetcherEvent.FetchSucceeded(n, issuer, uri, took));
        }

        @Override
        public void failed(String issuer, URI uri, KeysUnavailableException cause, Duration took) {
            listeners.tell(n -> cause.reason() == Reason.TOO_MANY_REQUESTS
                    ? new KeyFetcherEvent.RequestRefused(n, issuer, uri, took)
                    : new KeyFetcherEvent.FetchFailed(n, issuer, uri, cause, took));
        }
    }
}
