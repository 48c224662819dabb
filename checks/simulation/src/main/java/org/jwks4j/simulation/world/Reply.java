package org.jwks4j.simulation.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.Response;

/**
 * What reaches a node, and what it stands for.
 *
 * @param publication the JWK Set that the answer stands for; null if it brings none
 * @param metadata whether it is metadata that can be read
 * @param lifetime what it says of its own caching
 * @param retryAfter what it says of another try
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable Publication publication,
        boolean metadata,
        Caching.Lifetime lifetime,
        RetryAfter retryAfter) {
    static Reply status(int status) {
        return new Reply(status, Map.of(), new byte[0], null, false, Caching.Lifetime.UNSAID, RetryAfter.UNSAID);
    }

    /** 200, with what is no document. */
    static Reply unreadable(byte[] body) {
        return new Reply(200, Map.of(), body, null, false, Caching.Lifetime.UNSAID, RetryAfter.UNSAID);
    }

    static Reply metadata(byte[] body) {
        return new Reply(200, Map.of(), body, null, true, Caching.Lifetime.UNSAID, RetryAfter.UNSAID);
    }

    static Reply keys(
            int status, Map<String, String> headers, byte[] body, Publication publication, Caching.Lifetime lifetime) {
        return new Reply(status, headers, body, publication, false, lifetime, RetryAfter.UNSAID);
    }

    Reply asking(RetryAfter delay) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put("Retry-After", delay.header());
        return new Reply(status, more, body, publication, metadata, lifetime, delay);
    }

    Response toResponse() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new Response(status, all, body);
    }

    /**
     * When to come again.
     *
     * @param atLeast in nanoseconds, within the ten minutes that are documented
     * @param atMost the same; more where it is a date, which counts from a wall clock that jumps
     */
    public record RetryAfter(String header, long atLeast, long atMost) {
        static final RetryAfter UNSAID = new RetryAfter("", 0, 0);
    }
}
