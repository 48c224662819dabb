package org.jwks4j;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.BodyTooLargeException;
import org.jwks4j.http.CachingHeaders;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.http.UriPolicy;

/** One GET for one issuer's document: checked URI, bounds, status, and the listener told. */
final class DocumentFetcher {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final HttpTransport transport;
    private final UriPolicy uriPolicy;
    private final Environment environment;
    private final KeyFetcherListener listener;

    DocumentFetcher(
            HttpTransport transport, UriPolicy uriPolicy, Environment environment, KeyFetcherListener listener) {
        this.transport = transport;
        this.uriPolicy = uriPolicy;
        this.environment = environment;
        this.listener = listener;
    }

    /**
     * Fetches and reads a document.
     *
     * @param read called with a 200, or with a 304 where the headers made the request conditional; throws
     *     {@link KeysUnavailableException}
     * @return fails with a {@link KeysUnavailableException}
     */
    <T> CompletableFuture<T> fetch(
            String issuer, String uri, String accept, Map<String, String> headers, Function<Response, T> read) {
        URI checked;
        try {
            checked = uriPolicy.check(uri);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    Unavailable.content(issuer, Reason.INVALID_METADATA, uri, String.valueOf(e.getMessage())));
        }
        long startedAt = environment.now();
        listener.fetchStarted(issuer, checked);
        return answer(request(checked, accept, headers)).handle((response, failure) -> {
            T document = read(issuer, uri, response, failure, read, !headers.isEmpty(), startedAt);
            listener.fetchSucceeded(issuer, checked, Duration.ofNanos(environment.now() - startedAt));
            return document;
        });
    }

    private <T> T read(
            String issuer,
            String uri,
            @Nullable Response response,
            @Nullable Throwable failure,
            Function<Response, T> read,
            boolean conditional,
            long startedAt) {
        try {
            if (response == null) {
                throw Unavailable.transport(issuer, uri, unwrapped(failure));
            }
            boolean wanted = response.status() == 200 || (response.status() == 304 && conditional);
            if (!wanted) {
                var retryAfter = CachingHeaders.retryAfter(response, environment.wallClock());
                throw Unavailable.status(issuer, uri, response.status(), retryAfter);
            }
            if (response.body().length > MAX_BODY_BYTES) {
                throw Unavailable.transport(issuer, uri, new BodyTooLargeException(MAX_BODY_BYTES));
            }
            return read.apply(response);
        } catch (KeysUnavailableException e) {
            listener.fetchFailed(issuer, URI.create(uri), e, Duration.ofNanos(environment.now() - startedAt));
            throw e;
        }
    }

    private static Throwable unwrapped(@Nullable Throwable failure) {
        if (failure == null) {
            return new IllegalStateException("the transport completed without an answer");
        }
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static Request request(URI uri, String accept, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Accept", accept);
        all.put("User-Agent", "jwks4j");
        return new Request(uri, all, TIMEOUT, MAX_BODY_BYTES);
    }

    /** Does not wait past the timeout, whatever the transport does. */
    private CompletableFuture<Response> answer(Request request) {
        CompletableFuture<Response> answer;
        try {
            answer = transport.get(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Response> bounded = new CompletableFuture<>();
        Future<?> timer = environment.schedule(
                request.timeout().toNanos(), () -> bounded.completeExceptionally(new TimeoutException()));
        bounded.whenComplete((response, failure) -> {
            timer.cancel(false);
            answer.cancel(true);
        });
        answer.whenCompleteAsync(
                (response, failure) -> {
                    if (failure == null) {
                        bounded.complete(response);
                    } else {
                        bounded.completeExceptionally(failure);
                    }
                },
                environment.executor());
        return bounded;
    }
}
