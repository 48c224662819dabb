package org.jwks4j.examples;

import org.jwks4j.IssuerTemplate;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.verifier.JwtVerifier;

/** For an application that every tenant of Microsoft Entra may use: each has an issuer of its own, and all have one set of keys. */
final class EntraTenants {
    // tag::entra-tenants[]
    static final IssuerTemplate ENTRA = IssuerTemplate.of("https://login.microsoftonline.com/{tenantid:uuid}/v2.0")
            .withClaim("tid", "tenantid") // must be the tenant that the issuer names
            .with(issuer -> issuer.withMetadataAt(MetadataLocation.uri(
                    "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration")));

    static String tenantOf(String token, JwtVerifier verifier) {
        return verifier.blocking()
                .verify(token)
                .key()
                .trustedIssuer()
                .slot("tenantid")
                .orElseThrow();
    }
    // end::entra-tenants[]

    private EntraTenants() {}
}
