package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jwks4j.json.Quoted;

/**
 * A request that a {@link FakeIssuer} received.
 *
 * @param endpoint what was asked for
 * @param method the HTTP method
 * @param uri path and query, as sent
 * @param headers request headers; names are found whatever their case
 */
public record RecordedRequest(Endpoint endpoint, String method, URI uri, Map<String, List<String>> headers) {
    /**
     * Copies the headers.
     *
     * @param endpoint what was asked for
     * @param method the HTTP method
     * @param uri path and query, as sent
     * @param headers request headers
     */
    public RecordedRequest {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(method, "method");
        requireNonNull(uri, "uri");
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> byName.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(byName);
    }

    /**
     * The first value of a header.
     *
     * @param name the header's name, in any case
     * @return its value, or empty when the header is absent
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Names the headers and says nothing of their values, which may be secret. */
    @Override
    public String toString() {
        return "RecordedRequest[" + endpoint + ", " + Quoted.of(method) + ", " + Quoted.uri(uri) + ", "
                + headers.keySet().stream().map(Quoted::of).toList() + "]";
    }
}
