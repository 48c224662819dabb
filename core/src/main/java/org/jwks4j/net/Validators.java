package org.jwks4j.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What makes the next request for the same URI conditional (RFC 9110 §13.1). */
public record Validators(String uri, Optional<String> etag, Optional<String> lastModified) {
    public static final Validators NONE = new Validators("", Optional.empty(), Optional.empty());

    public static Validators of(String uri, CachingHeaders caching) {
        return new Validators(uri, caching.etag(), caching.lastModified());
    }

    /** After a 304, which may leave out what has not changed (RFC 9111 §4.3.4). */
    public Validators updatedBy(CachingHeaders caching) {
        return new Validators(
                uri, caching.etag().or(() -> etag), caching.lastModified().or(() -> lastModified));
    }

    public Map<String, String> requestHeaders(String requestUri) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (uri.equals(requestUri)) {
            etag.ifPresent(value -> headers.put("If-None-Match", value));
            lastModified.ifPresent(value -> headers.put("If-Modified-Since", value));
        }
        return headers;
    }
}
