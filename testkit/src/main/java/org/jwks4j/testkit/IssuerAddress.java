package org.jwks4j.testkit;

import java.net.URI;

/**
 * Where an issuer's documents are.
 *
 * @param origin scheme, host and port
 * @param path the issuer's path as its identifier has it: empty, or from its first slash on
 */
record IssuerAddress(String origin, String path) {
    private static final String METADATA = "/.well-known/openid-configuration";
    private static final String OAUTH_METADATA = "/.well-known/oauth-authorization-server";

    String issuer() {
        return origin + path;
    }

    URI uri(Endpoint endpoint) {
        return URI.create(origin + pathOf(endpoint));
    }

    Endpoint endpointAt(String rawPath) {
        for (Endpoint endpoint : Endpoint.values()) {
            if (endpoint != Endpoint.OTHER && pathOf(endpoint).equals(rawPath)) {
                return endpoint;
            }
        }
        return Endpoint.OTHER;
    }

    private String pathOf(Endpoint endpoint) {
        String unterminated = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return switch (endpoint) {
            case METADATA -> unterminated + METADATA; // OpenID Connect Discovery 1.0 §4
            case OAUTH_METADATA -> OAUTH_METADATA + unterminated; // RFC 8414 §3
            case JWKS -> unterminated + "/jwks";
            case OTHER -> throw new IllegalArgumentException("OTHER is every other path, and has none of its own");
        };
    }
}
