package org.jwks4j.cli.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser, or someone else, asks for.
 *
 * @param path as it was sent, a query included
 * @param headers by their names in lower case, each as often as it was sent
 */
record WebRequest(String method, String path, Map<String, List<String>> headers) {
    /** The one value of a header; empty if it is absent or was sent twice, which no browser does. */
    Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    boolean has(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }
}
