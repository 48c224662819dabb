package org.jwks4j.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.SkippedJwk;

/** Makes the errors of a fetch: which document, what failed, and why. */
public final class FetchErrors {
    private FetchErrors() {}

    /** A set that is well-formed and has nothing to use. */
    public static KeysUnavailableException noUsableKeys(List<SkippedJwk> skipped) {
        String problem = skipped.isEmpty() ? "no keys" : "no usable key: " + SkippedJwkWords.of(skipped);
        String message = "its JWK Set has " + problem + "; a second answer must confirm it";
        return new KeysUnavailableException(message, skipped);
    }

    /** A request failed before a whole answer was there. */
    public static KeysUnavailableException transport(String issuer, String uri, Throwable failure, Duration took) {
        String message = "GET " + Quoted.uri(uri) + ": " + TransportWords.of(failure, took);
        return new KeysUnavailableException(
                TransportWords.reasonOf(failure), issuer, null, message, failure, Optional.empty());
    }

    /** An answer came with another status than 200. */
    public static KeysUnavailableException status(
            String issuer, String uri, Document document, Response response, Optional<Duration> retryAfter) {
        int status = response.status();
        String message = "GET " + Quoted.uri(uri) + " answered " + status + StatusWords.of(uri, document, response);
        return new KeysUnavailableException(Reason.UNEXPECTED_STATUS, issuer, null, message, null, retryAfter, status);
    }

    /** A place answered 200 with what is no JSON object: it has no such document. */
    public static KeysUnavailableException noDocument(String issuer, Reason reason, String uri, String problem) {
        String message = Quoted.uri(uri) + ": " + problem;
        return new KeysUnavailableException(reason, issuer, null, message, null, Optional.empty(), 200);
    }

    /** An answer came and is not what it must be. */
    public static KeysUnavailableException content(String issuer, Reason reason, String uri, @Nullable String problem) {
        String message = Quoted.uri(uri) + ": " + problem;
        return new KeysUnavailableException(reason, issuer, null, message, null, Optional.empty());
    }

    /** Nothing went out. */
    public static KeysUnavailableException noTurn(Duration waited, Duration retryAfter) {
        String message =
                "the issuer was not asked: too many requests for issuers that are not known yet were under way or"
                        + " waiting for " + waited.toMillis() + " ms";
        return new KeysUnavailableException(
                Reason.TOO_MANY_REQUESTS, null, null, message, null, Optional.of(retryAfter));
    }

    /** Nothing went out. */
    public static KeysUnavailableException noBearerToken(Throwable cause) {
        String message = "the issuer was not asked: its bearer token could not be had (withBearerToken(...) threw "
                + cause.getClass().getName() + ")";
        return new KeysUnavailableException(Reason.ISSUER_UNREACHABLE, null, null, message, cause, Optional.empty());
    }

    public static KeysUnavailableException closed() {
        return new KeysUnavailableException(
                Reason.CLOSED, null, null, "the KeyFetcher is closed", null, Optional.empty());
    }
}
