package org.jwks4j;

import java.net.URI;
import java.util.List;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.Quoted;

/** Checks at start every URI that an issuer's configuration leads to. */
final class IssuerUris {
    private IssuerUris() {}

    static void check(TrustedIssuer issuer, List<MetadataLocation> locations, UriPolicy policy) {
        KeySource source = issuer.keySource();
        try {
            if (source instanceof KeySource.Discovered) {
                checkDiscovered(issuer.name(), locations, policy);
            } else if (source instanceof KeySource.Direct direct) {
                policy.check(direct.jwksUri());
            } else if (source instanceof KeySource.Fixed fixed) {
                fixed.metadata().jwksUri().ifPresent(policy::check);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("issuer " + Quoted.of(issuer.name()) + ": " + e.getMessage(), e);
        }
    }

    private static void checkDiscovered(String issuer, List<MetadataLocation> locations, UriPolicy policy) {
        for (MetadataLocation location : locations) {
            if (location.dependsOnIssuer()) {
                requireIssuerUri(issuer, policy);
            }
            policy.check(location.of(issuer));
        }
    }

    /** OpenID Connect Discovery 1.0 §3, RFC 8414 §2: https, without query or fragment. */
    private static void requireIssuerUri(String issuer, UriPolicy policy) {
        if (!issuer.contains("://")) {
            throw new IllegalArgumentException(
                    "an issuer that is no https URI needs withJwksUri(...) or withMetadataUri(...)");
        }
        URI uri = policy.check(issuer);
        if (uri.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "an issuer with a query has no metadata place; use withMetadataUri(...)");
        }
    }
}
