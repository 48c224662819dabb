package org.jwks4j.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.CachingHeaders;
import org.jwks4j.net.ClosedException;
import org.jwks4j.net.ContentCoding;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.jwks4j.net.NoBearerTokenException;
import org.jwks4j.net.NoTurnException;
import org.jwks4j.net.SharedRequests;
import org.jwks4j.net.SharedRequests.Answer;
import org.jwks4j.net.UnsupportedCodingException;

/** One GET for one issuer's document: checked URI, bounds, status, and the listeners told. */
public final class DocumentFetcher {
    private static final long REUSED_FOR = Duration.ofSeconds(2).toNanos();

    /** By the issuer, since when a request for it waits for its turn. */
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();

    private final Routes routes;
    private final @Nullable SharedRequests shared;
    private final UriPolicy uriPolicy;
    private final DocumentLimits limits;
    private final String userAgent;
    private final Environment environment;
    private final Observer observer;
    private final Duration timeout;

    /**
     * Makes a fetcher.
     *
     * @param shared null if each issuer asks for itself
     * @param timeout for one whole request
     */
    public DocumentFetcher(
            Routes routes,
            @Nullable SharedRequests shared,
            UriPolicy uriPolicy,
            DocumentLimits limits,
            String userAgent,
            Environment environment,
            Observer observer,
            Duration timeout) {
        this.limits = limits;
        this.routes = routes;
        this.shared = shared;
        this.uriPolicy = uriPolicy;
        this.userAgent = userAgent;
        this.environment = environment;
        this.observer = observer;
        this.timeout = timeout;
    }

    public UriPolicy uriPolicy() {
        return uriPolicy;
    }

    public DocumentLimits limits() {
        return limits;
    }

    /**
     * Fetches and reads a document.
     *
     * @param read called with a 200, or with a 304 if the headers made the request conditional; throws
     *     {@link JsonFormatException}
     * @return fails with a {@link KeysUnavailableException}
     */
    public <T> CompletableFuture<T> fetch(Wanted wanted, Function<Answer, T> read) {
        URI uri;
        try {
            uri = uriPolicy.check(wanted.uri);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    FetchErrors.content(wanted.issuer, Reason.INVALID_METADATA, wanted.uri, e.getMessage()));
        }
        long startedAt = environment.now();
        observer.started(wanted.issuer, uri);
        return ask(uri, wanted).handle((answer, failure) -> {
            waiting.remove(wanted.issuer);
            Duration took = Duration.ofNanos(environment.now() - startedAt);
            try {
                T document = read(wanted, accepted(wanted, answer, failure, took), read);
                observer.succeeded(wanted.issuer, uri, took);
                return document;
            } catch (KeysUnavailableException e) {
                observer.failed(wanted.issuer, uri, e, took);
                throw e;
            }
        });
    }

    /**
     * A first look may use another issuer's answer that is a moment old: its age counts from when it was asked for. An issuer
     * that failed before may have failed with that very answer, and asks for another.
     */
    private CompletableFuture<@Nullable Answer> ask(URI uri, Wanted wanted) {
        HttpTransport route = request -> inTurn(request, wanted);
        Request request = request(uri, wanted);
        if (shared == null) {
            return route.get(request)
                    .thenApply(response -> response == null ? null : new Answer(response, wanted.since));
        }
        long since = wanted.firstLook && wanted.standing != Standing.KNOWN ? wanted.since - REUSED_FOR : wanted.since;
        return shared.get(request, since, route)
                .thenApply(answer -> new Answer(answer.response(), Math.min(answer.requestedAt(), wanted.since)));
    }

    /** One that shares a request which another one began waits for no turn. */
    private CompletableFuture<Response> inTurn(Request request, Wanted wanted) {
        waiting.put(wanted.issuer, environment.now());
        HttpTransport onTurn = granted -> {
            waiting.remove(wanted.issuer);
            return routes.transport.get(granted);
        };
        return wanted.standing.of(routes).to(onTurn).get(request);
    }

    /**
     * Whether a request for the issuer waits for its turn, and has not only now begun to: a caller that waits for an answer does not wait
     * for the issuer.
     */
    public boolean isWaitingForTurn(String issuer) {
        Long since = waiting.get(issuer);
        return since != null && since < environment.now();
    }

    private Answer accepted(Wanted wanted, @Nullable Answer answer, @Nullable Throwable failure, Duration took) {
        if (answer == null) {
            throw failed(
                    wanted,
                    failure == null
                            ? new IllegalStateException("the transport completed without an answer")
                            : Futures.unwrapped(failure),
                    took);
        }
        Response response = answer.response();
        boolean answered = response.status() == 200 || (response.status() == 304 && !wanted.headers.isEmpty());
        if (!answered) {
            throw FetchErrors.status(
                    wanted.issuer, wanted.uri, wanted.document, response, retryAfter(wanted.standing, response));
        }
        Response whole = response.status() == 304 ? response : decoded(wanted, response, took);
        return new Answer(whole, answer.requestedAt());
    }

    /** A newcomer's name that is not there may be made in a moment: such an answer does not put off the next attempt. */
    private Optional<Duration> retryAfter(Standing standing, Response response) {
        boolean isNotThere = response.status() == 404 || response.status() == 400;
        return isNotThere && standing != Standing.KNOWN
                ? Optional.empty()
                : CachingHeaders.retryAfter(response, environment.wallClock());
    }

    private Response decoded(Wanted wanted, Response response, Duration took) {
        try {
            byte[] body = ContentCoding.decoded(response, limits.bytes(wanted.document));
            return new Response(response.status(), response.headers(), body);
        } catch (IOException e) {
            throw failed(wanted, e, took);
        }
    }

    /** What is not JSON as it should be is told by its content type; the body is never quoted. */
    private static <T> T read(Wanted wanted, Answer answer, Function<Answer, T> read) {
        try {
            return read.apply(answer);
        } catch (JsonFormatException e) {
            String problem = e.getMessage() + contentType(answer.response());
            throw FetchErrors.content(wanted.issuer, wanted.document.whenInvalid(), wanted.uri, problem);
        }
    }

    /** For messages about a body that cannot be read: what it seems to be, and what it is said to be. */
    public static String contentType(Response response) {
        String said = response.header("content-type")
                .map(value -> "content type " + Quoted.of(value))
                .orElse("");
        String both = Stream.of(kind(response.body()), said)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return both.isEmpty() ? "" : " (" + both + ")";
    }

    private static String kind(byte[] body) {
        String beginning = new String(body, 0, Math.min(body.length, 100), StandardCharsets.ISO_8859_1).strip();
        if (beginning.startsWith("<")) {
            return "it looks like a web page or XML";
        }
        return beginning.startsWith("-----BEGIN ") ? "it looks like PEM" : "";
    }

    private static KeysUnavailableException failed(Wanted wanted, Throwable failure, Duration took) {
        if (failure instanceof KeysUnavailableException notAsked) {
            return notAsked;
        } else if (failure instanceof NoTurnException noTurn) {
            return FetchErrors.noTurn(noTurn.waited(), noTurn.retryAfter());
        } else if (failure instanceof NoBearerTokenException noToken) {
            return FetchErrors.noBearerToken(noToken.thrown());
        } else if (failure instanceof ClosedException) {
            return FetchErrors.closed();
        }
        if (failure instanceof BodyTooLargeException) {
            return FetchErrors.content(wanted.issuer, wanted.document.whenInvalid(), wanted.uri, failure.getMessage());
        }
        return failure instanceof UnsupportedCodingException
                ? FetchErrors.content(
                        wanted.issuer, Reason.UNSUPPORTED_CONTENT_CODING, wanted.uri, failure.getMessage())
                : FetchErrors.transport(wanted.issuer, wanted.uri, failure, took);
    }

    private Request request(URI uri, Wanted wanted) {
        Map<String, String> all = new LinkedHashMap<>(wanted.headers);
        all.put("Accept", wanted.document.accept());
        all.put("User-Agent", userAgent);
        if (wanted.newest) {
            all.put("Cache-Control", "no-cache"); // RFC 9111 §5.2.1.4
        }
        return new Request(uri, all, timeout, limits.bytes(wanted.document));
    }

    /**
     * What to fetch.
     *
     * @param headers what makes the request conditional; empty when it is not
     * @param standing what is known of the issuer
     * @param since when the need for it arose
     * @param firstLook whether the issuer was never asked before
     * @param newest whether an answer that a cache has kept will not do
     */
    public record Wanted(
            String issuer,
            String uri,
            Document document,
            Map<String, String> headers,
            Standing standing,
            long since,
            boolean firstLook,
            boolean newest) {}

    /**
     * The ways to an issuer, by its standing.
     *
     * @param newcomer its name may be one that someone invented
     * @param promising its metadata was fetched, or a place of metadata has answered
     * @param known its keys were fetched, or it was trusted by name
     * @param transport where all of them lead
     */
    public record Routes(Route newcomer, Route promising, Route known, HttpTransport transport) {}

    /** A way to a transport, on which a request may have to wait for its turn. */
    public interface Route {
        HttpTransport to(HttpTransport transport);
    }

    /** What is known of an issuer. */
    public enum Standing {
        NEWCOMER,
        PROMISING,
        KNOWN;

        private Route of(Routes routes) {
            return switch (this) {
                case NEWCOMER -> routes.newcomer;
                case PROMISING -> routes.promising;
                case KNOWN -> routes.known;
            };
        }
    }

    /** Is told of each request; must not throw. */
    public interface Observer {
        void started(String issuer, URI uri);

        void succeeded(String issuer, URI uri, Duration took);

        void failed(String issuer, URI uri, KeysUnavailableException cause, Duration took);
    }
}
