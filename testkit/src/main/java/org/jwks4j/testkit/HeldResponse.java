package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

/**
 * An answer of {@link ScriptedTransport} that waits for the test: so a later request can be answered before an earlier
 * one. Thread-safe; what depends on the answer runs on the thread that gives it.
 */
public final class HeldResponse {
    private final CompletableFuture<Response> response = new CompletableFuture<>();
    private volatile @Nullable Request request;

    HeldResponse() {}

    /**
     * Gives the answer.
     *
     * @param status the HTTP status code
     * @param body the body, as UTF-8
     * @param headers names and values by turns
     * @throws IllegalStateException when it was given already, or given up by who asked
     */
    public void respond(int status, String body, String... headers) {
        requireOpen(response.complete(response(status, body, headers)));
    }

    /**
     * Fails the request.
     *
     * @param failure for instance a {@link java.net.http.HttpTimeoutException}
     * @throws IllegalStateException when the answer was given already, or given up by who asked
     */
    public void fail(Throwable failure) {
        requireOpen(response.completeExceptionally(requireNonNull(failure, "failure")));
    }

    /** {@return whether a request waits for it, or did} */
    public boolean isRequested() {
        return request != null;
    }

    /**
     * {@return the request that waits for it, or did}
     *
     * @throws IllegalStateException when none came yet
     */
    public Request request() {
        Request asked = request;
        if (asked == null) {
            throw new IllegalStateException("this answer was not asked for yet");
        }
        return asked;
    }

    /** {@return whether who asked gave it up} */
    public boolean isCancelled() {
        return response.isCancelled();
    }

    boolean isDone() {
        return response.isDone();
    }

    CompletableFuture<Response> askedFor(Request asked) {
        request = asked;
        return response;
    }

    static Response response(int status, String body, String... headers) {
        if (headers.length % 2 != 0) {
            throw new IllegalArgumentException("a header without a value: " + headers[headers.length - 1]);
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            values.computeIfAbsent(headers[i], absent -> new ArrayList<>()).add(headers[i + 1]);
        }
        return new Response(status, values, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void requireOpen(boolean completed) {
        if (!completed) {
            throw new IllegalStateException("this answer was given already, or given up by who asked for it");
        }
    }
}
