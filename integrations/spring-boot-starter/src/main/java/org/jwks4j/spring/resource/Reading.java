package org.jwks4j.spring.resource;

import java.util.Map;

/**
 * How a request for the document is answered. The document is public, so that programs in browsers may read it too, from wherever
 * they are, with whatever headers.
 *
 * @param hasDocument whether the document follows
 */
record Reading(int status, Map<String, String> headers, boolean hasDocument) {
    private static final Reading DOCUMENT = new Reading(200, Map.of("Access-Control-Allow-Origin", "*"), true);
    private static final Reading PREFLIGHT = new Reading(
            204,
            Map.of(
                    "Access-Control-Allow-Origin", "*",
                    "Access-Control-Allow-Methods", "GET",
                    "Access-Control-Allow-Headers", "*"),
            false);
    private static final Reading REFUSED = new Reading(405, Map.of("Allow", "GET, HEAD, OPTIONS"), false);

    static Reading of(String method) {
        return switch (method) {
            case "GET", "HEAD" -> DOCUMENT;
            case "OPTIONS" -> PREFLIGHT;
            default -> REFUSED;
        };
    }
}
