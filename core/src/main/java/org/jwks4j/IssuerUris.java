package org.jwks4j;

import java.net.URI;
import java.util.ArrayList;
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

    /** All that decides where an issuer's keys come from. */
    static List<String> place(TrustedIssuer issuer, List<MetadataLocation> defaults) {
        KeySource source = issuer.keySource();
        List<String> place = new ArrayList<>(List.of(issuer.name(), source.setBy()));
        source.metadataLocations(defaults).forEach(location -> place.add(location.of(issuer.name())));
        place.addAll(source.configuredUris());
        place.add(source.isDiscovered() ? issuer.jwksHosts().toString() : "");
        return place;
    }

    /** Refuses a JWKS URI to which none of the issuer's metadata may lead, or which is not one of those that were configured. */
    static void requireJwksUri(
            TrustedIssuer issuer, List<MetadataLocation> defaults, UriPolicy policy, String jwksUri) {
        KeySource source = issuer.keySource();
        boolean allowed = source.isDiscovered()
                ? source.metadataLocations(defaults).stream()
                        .anyMatch(location -> mayLeadTo(issuer, location.of(issuer.name()), policy, jwksUri))
                : source.configuredUris().contains(jwksUri);
        if (!allowed) {
            throw new IllegalArgumentException(Quoted.uri(jwksUri) + " is not where keys of this issuer may be");
        }
    }

    private static boolean mayLeadTo(TrustedIssuer issuer, String metadataUri, UriPolicy policy, String jwksUri) {
        try {
            URI from = URI.create(metadataUri);
            return issuer.jwksHosts().allow(from, policy.linkedFrom(from).check(jwksUri));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The origins that the configuration names, even if only as a part of the issuer; those of a document are none of them. */
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
