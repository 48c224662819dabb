package org.jwks4j;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.net.AddedHeaders;
import org.jwks4j.net.Origin;
import org.jwks4j.net.RequestGate;
import org.jwks4j.net.SameOriginRedirects;
import org.jwks4j.net.TimedTransport;
import org.jwks4j.template.TenantBinding;

/** Makes the issuers of one kind: one row of the table of who is reached how in ARCHITECTURE.md. */
final class IssuerFactory {
    private final Shared shared;
    private final HttpTransport transport;
    private final RequestGate first;
    private final RequestGate later;
    private final UriPolicy uriPolicy;
    private final DocumentFetcher usual;

    /**
     * Makes a factory.
     *
     * @param transport of issuers that have none of their own
     * @param first the gate for issuers of which nothing was had yet
     * @param later the gate for the others
     * @param uriPolicy which URIs may be asked
     */
    IssuerFactory(Shared shared, HttpTransport transport, RequestGate first, RequestGate later, UriPolicy uriPolicy) {
        this.shared = shared;
        this.transport = shared.open().to(transport);
        this.first = first;
        this.later = later;
        this.uriPolicy = uriPolicy;
        this.usual = fetcher(this.transport, uriPolicy);
    }

    /** From the outside in: the gate, one deadline for all steps of a redirect, and the transport. */
    private DocumentFetcher fetcher(HttpTransport to, UriPolicy policy) {
        HttpTransport redirected = shared.sameOriginRedirects() ? new SameOriginRedirects(to) : to;
        HttpTransport timed = new TimedTransport(redirected, shared.environment());
        return new DocumentFetcher(
                first.to(timed),
                later.to(timed),
                policy,
                shared.userAgent(),
                shared.environment(),
                shared.listeners(),
                shared.requestTimeout());
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

    /** An issuer that was trusted by name: it is tried again after a failure even if nobody uses it, and never rests. */
    Issuer named(TrustedIssuer issuer) {
        return issuer(issuer, null, null);
    }

    /**
     * An issuer that became known at run time.
     *
     * @param onIdle run when nobody has used its keys until they were due for a refresh
     * @param rested what it knew before it came to rest; null if it begins anew
     */
    Issuer atRuntime(TrustedIssuer issuer, Runnable onIdle, @Nullable RestingIssuer rested) {
        if (issuer.tenant() == null) { // of a resolver, or anybody
            requireNoPlainHttp(issuer);
        }
        return issuer(issuer, onIdle, rested);
    }

    private static void requireNoPlainHttp(TrustedIssuer issuer) {
        if (!issuer.access().plain().isEmpty()) {
            throw new IllegalStateException(
                    issuer + ": allowHttpTo(...) is for an issuer that is trusted by name, or by a template without a slot in its host");
        }
    }

    private UriPolicy policyOf(TrustedIssuer issuer) {
        return uriPolicy.alsoHttpTo(issuer.access().plainHosts());
    }

    private Issuer issuer(TrustedIssuer issuer, @Nullable Runnable onIdle, @Nullable RestingIssuer rested) {
        check(issuer);
        DocumentFetcher fetcher = issuer.access().isUsual() ? usual : fetcher(ownTransport(issuer), policyOf(issuer));
        return new Issuer(issuer, fetcher, shared, onIdle, rested);
    }

    private HttpTransport ownTransport(TrustedIssuer issuer) {
        HttpTransport own = issuer.access().transport();
        Set<Origin> origins = IssuerUris.origins(issuer, shared.locations());
        return new AddedHeaders(own == null ? transport : shared.open().to(own), issuer.access(), origins);
    }
}
