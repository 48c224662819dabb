package org.jwks4j;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.events.Listeners;
import org.jwks4j.fetch.Document;
import org.jwks4j.http.BodyTooLargeException;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.CachingHeaders;
import org.jwks4j.net.ClosedException;
import org.jwks4j.net.ContentCoding;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.jwks4j.net.NoBearerTokenException;
import org.jwks4j.net.NoTurnException;
import org.jwks4j.net.UnsupportedCodingException;

/** One GET for one issuer's document: checked URI, bounds, status, and the listeners told. */
final class DocumentFetcher {
    private final HttpTransport first;
    private final HttpTransport later;
    private final UriPolicy uriPolicy;
    private final String userAgent;
    private final Environment environment;
    private final Listeners<KeyFetcherEvent> listeners;
    private final Duration timeout;

    /**
     * Makes a fetcher.
     *
     * @param first the way to an issuer while nothing was had of it: its name may be one that somebody invented
     * @param later the way from then on
     * @param timeout for one whole request
     */
    DocumentFetcher(
            HttpTransport first,
            HttpTransport later,
            UriPolicy uriPolicy,
            String userAgent,
            Environment environment,
            Listeners<KeyFetcherEvent> listeners,
            Duration timeout) {
        this.first = first;
        this.later = later;
        this.uriPolicy = uriPolicy;
        this.userAgent = userAgent;
        this.environment = environment;
        this.listeners = listeners;
        this.timeout = timeout;
    }

    UriPolicy uriPolicy() {
        return uriPolicy;
    }

    /**
     * Fetches and reads a document.
     *
     * @param read called with a 200, or with a 304 where the headers made the request conditional; throws
     *     {@link JsonFormatException}
     * @return fails with a {@link KeysUnavailableException}
     */
    <T> CompletableFuture<T> fetch(Wanted wanted, Function<Response, T> read) {
        URI uri;
        try {
            uri = uriPolicy.check(wanted.uri);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    Errors.content(wanted.issuer, Reason.INVALID_METADATA, wanted.uri, e.getMessage()));
        }
        long startedAt = environment.now();
        listeners.tell(n -> new KeyFetcherEvent.FetchStarted(n, wanted.issuer, uri));
        HttpTransport route = wanted.isFirst ? first : later;
        return route.get(request(uri, wanted)).handle((response, failure) -> {
            Duration took = Duration.ofNanos(environment.now() - startedAt);
            try {
                T document = read(wanted, accepted(wanted, response, failure, took), read);
                listeners.tell(n -> new KeyFetcherEvent.FetchSucceeded(n, wanted.issuer, uri, took));
                return document;
            } catch (KeysUnavailableException e) {
                listeners.tell(n -> new KeyFetcherEvent.FetchFailed(n, wanted.issuer, uri, e, took));
                throw e;
            }
        });
    }

    private Response accepted(Wanted wanted, @Nullable Response response, @Nullable Throwable failure, Duration took) {
        if (response == null) {
            throw failed(
                    wanted,
                    failure == null
                            ? new IllegalStateException("the transport completed without an answer")
                            : Futures.unwrapped(failure),
                    took);
        }
        boolean answered = response.status() == 200 || (response.status() == 304 && !wanted.headers.isEmpty());
        if (!answered) {
            var retryAfter = CachingHeaders.retryAfter(response, environment.wallClock());
            throw Errors.status(wanted.issuer, wanted.uri, wanted.document, response, retryAfter);
        }
        return response.status() == 304 ? response : decoded(wanted, response, took);
    }

    private static Response decoded(Wanted wanted, Response response, Duration took) {
        try {
            byte[] body = ContentCoding.decoded(response, wanted.document.maxBytes());
            return new Response(response.status(), response.headers(), body);
        } catch (IOException e) {
            throw failed(wanted, e, took);
        }
    }

    /** What is not JSON as it should be is told by its content type; the body is never quoted. */
    private static <T> T read(Wanted wanted, Response response, Function<Response, T> read) {
        try {
            return read.apply(response);
        } catch (JsonFormatException e) {
            String problem = e.getMessage() + contentType(response);
            throw Errors.content(wanted.issuer, wanted.document.whenInvalid(), wanted.uri, problem);
        }
    }

    /** For messages about a body that cannot be read. */
    static String contentType(Response response) {
        return response.header("content-type")
                .map(value -> " (content type " + Quoted.of(value) + ")")
                .orElse("");
    }

    private static KeysUnavailableException failed(Wanted wanted, Throwable failure, Duration took) {
        if (failure instanceof KeysUnavailableException notAsked) {
            return notAsked;
        } else if (failure instanceof NoTurnException noTurn) {
            return Errors.noTurn(noTurn.waited());
        } else if (failure instanceof NoBearerTokenException noToken) {
            return Errors.noBearerToken(noToken.thrown());
        } else if (failure instanceof ClosedException) {
            return Errors.closed();
        }
        if (failure instanceof BodyTooLargeException) {
            return Errors.content(wanted.issuer, wanted.document.whenInvalid(), wanted.uri, failure.getMessage());
        }
        return failure instanceof UnsupportedCodingException
                ? Errors.content(wanted.issuer, Reason.UNSUPPORTED_CONTENT_CODING, wanted.uri, failure.getMessage())
                : Errors.transport(wanted.issuer, wanted.uri, failure, took);
    }

    private Request request(URI uri, Wanted wanted) {
        Map<String, String> all = new LinkedHashMap<>(wanted.headers);
        all.put("Accept", wanted.document.accept());
        all.put("User-Agent", userAgent);
        return new Request(uri, all, timeout, wanted.document.maxBytes());
    }

    /**
     * What to fetch.
     *
     * @param headers what makes the request conditional; empty when it is not
     * @param isFirst whether nothing was had of the issuer before
     */
    record Wanted(String issuer, String uri, Document document, Map<String, String> headers, boolean isFirst) {}
}
