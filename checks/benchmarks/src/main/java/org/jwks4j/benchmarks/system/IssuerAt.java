package org.jwks4j.benchmarks.system;

import java.net.URI;
import org.jwks4j.testkit.FakeIssuer;

/** What a service is told of an issuer. */
record IssuerAt(String issuer, URI jwksUri) {
    static IssuerAt of(FakeIssuer issuer) {
        return new IssuerAt(issuer.issuer(), issuer.jwksUri());
    }
}
