package org.jwks4j.idp;

import java.util.List;

/**
 * What the examination of one provider found.
 *
 * @param name the provider's
 * @param version the provider's
 * @param algorithms by which it signed
 * @param first services that just started
 * @param rotations new keys in mid-traffic
 * @param restart its absence and its return with a new key
 */
record Findings(
        String name,
        String version,
        List<String> algorithms,
        FirstTokens first,
        Disturbance rotations,
        Disturbance restart) {
    Findings {
        algorithms = List.copyOf(algorithms);
    }
}
