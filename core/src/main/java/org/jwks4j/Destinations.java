package org.jwks4j;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jwks4j.net.Origin;

/**
 * Where the configuration of a template's issuer leads. Of tenants that have no part in it, all lead to the same.
 *
 * @param origins of its own URIs, of its name, those that its headers go to besides, and those that may be asked by http
 * @param jwksHosts where its metadata may lead
 */
record Destinations(Set<Origin> origins, JwksHosts jwksHosts) {
    Destinations {
        origins = Set.copyOf(origins);
    }

    static Destinations of(TrustedIssuer issuer) {
        Set<Origin> all = new HashSet<>(IssuerUris.origins(issuer, List.of()));
        all.add(Origin.of(issuer.name())); // the fetcher's own places, if it has none
        all.addAll(issuer.access().origins());
        all.addAll(issuer.access().plain());
        return new Destinations(all, issuer.jwksHosts());
    }

    /** Whether the other issuer leads nowhere else. */
    boolean include(Destinations other) {
        return origins.containsAll(other.origins) && jwksHosts.equals(other.jwksHosts);
    }
}
