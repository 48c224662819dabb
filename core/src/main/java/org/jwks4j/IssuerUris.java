package org.jwks4j;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.Quoted;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.net.Origin;

/** Checks at start every URI that an issuer's configuration leads to. */
final class IssuerUris {
    private IssuerUris() {}

    /** @param defaults where metadata is of issuers that do not say so themselves */
    static void check(TrustedIssuer issuer, List<MetadataLocation> defaults, UriPolicy policy) {
        KeySource source = issuer.keySource();
        try {
            source.metadataLocations(defaults).forEach(location -> check(issuer.name(), location, policy));
            source.configuredUris().forEach(uri -> check(policy, "its JWKS URI", uri));
            issuer.access().origins().forEach(origin -> check(policy, "its origin", origin.toString()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("issuer " + Quoted.uri(issuer.name()) + ": " + e.getMessage(), e);
        }
    }

    /** The origins that the configuration names, be it only as a part of the issuer; those of a document are none of them. */
    static Set<Origin> origins(TrustedIssuer issuer, List<MetadataLocation> defaults) {
        KeySource source = issuer.keySource();
        Stream<String> metadata =
                source.metadataLocations(defaults).stream().map(location -> location.of(issuer.name()));
        return Stream.concat(metadata, source.configuredUris().stream())
                .map(Origin::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void check(String issuer, MetadataLocation location, UriPolicy policy) {
        if (location.dependsOnIssuer()) {
            requireIssuerUri(issuer, policy);
        }
        check(policy, "its metadata URI", location.of(issuer));
    }

    private static void check(UriPolicy policy, String what, String uri) {
        try {
            policy.check(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " " + Quoted.uri(uri) + ": " + e.getMessage(), e);
        }
    }

    /** OpenID Connect Discovery 1.0 §3, RFC 8414 §2: https, without query or fragment. */
    private static void requireIssuerUri(String issuer, UriPolicy policy) {
        if (issuer.contains("{")) {
            throw new IllegalArgumentException("a name with a slot is trust(IssuerTemplate.of(...))");
        }
        if (!issuer.contains("://")) {
            throw new IllegalArgumentException(
                    "an issuer that is no https URI needs withJwksUri(...) or withMetadataAt(...)");
        }
        URI uri = policy.check(issuer);
        if (uri.getRawQuery() != null) {
            throw new IllegalArgumentException("an issuer with a query has no metadata place; use withMetadataAt(...)");
        }
    }
}
