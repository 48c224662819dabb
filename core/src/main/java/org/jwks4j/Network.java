package org.jwks4j;

import java.util.function.BooleanSupplier;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.net.Environment;
import org.jwks4j.net.RequestGate;
import org.jwks4j.net.SameOriginRedirects;
import org.jwks4j.net.TimedTransport;

/**
 * The way from the engine to a transport.
 *
 * @param transport of issuers that have none of their own
 * @param first the gate for issuers of which nothing was had yet
 * @param later the gate for the others
 * @param sameOriginRedirects whether redirects within one origin are followed
 * @param closed whether no more requests go out
 */
record Network(
        Environment environment,
        HttpTransport transport,
        RequestGate first,
        RequestGate later,
        boolean sameOriginRedirects,
        BooleanSupplier closed) {

    /** From the outside in: the gate, one deadline for all steps of a redirect, and the transport. */
    DocumentFetcher.Routes routesTo(HttpTransport to) {
        HttpTransport redirected = sameOriginRedirects ? new SameOriginRedirects(to) : to;
        HttpTransport timed = new TimedTransport(redirected, environment, closed);
        return new DocumentFetcher.Routes(first.to(timed), later.to(timed));
    }
}
