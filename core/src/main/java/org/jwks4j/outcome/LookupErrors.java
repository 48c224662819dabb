package org.jwks4j.outcome;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.Reason;
import org.jwks4j.fetch.FetchErrors;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Delay;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Miss;

/**
 * Makes the errors of keys that could not be had, so that each says which issuer, what failed, why, and what happens next. Here
 * a {@link Miss} and what the rooms below throw become errors of the API.
 */
public final class LookupErrors {
    private LookupErrors() {}

    /**
     * What a caller is told of a look-up that found nothing.
     *
     * @param keyId null if no key is looked for, or a token has none
     * @param deadline how long the caller waited at most
     */
    public static KeyFetchException of(Miss miss, String issuer, @Nullable String keyId, Duration deadline, long now) {
        if (miss instanceof Miss.Absent absent) {
            String why = absent.retryAt() == Environment.NEVER
                    ? "it is not among the keys that were configured"
                    : "the issuer was asked and has no such key";
            return notFound(Reason.UNKNOWN_KEY, issuer, keyId, why, until(absent.retryAt(), now));
        } else if (miss instanceof Miss.Throttled throttled) {
            String why = "it is not among the known keys, and the issuer was asked for unknown keys too often";
            return notFound(Reason.UNKNOWN_KEY_THROTTLED, issuer, keyId, why, until(throttled.retryAt(), now));
        } else if (miss instanceof Miss.Unavailable unavailable) {
            return toCaller(causeOf(unavailable.failure()), issuer, keyId, until(unavailable.retryAt(), now));
        }
        return miss instanceof Miss.TimedOut ? deadline(issuer, keyId, deadline) : closed();
    }

    /** A key ID that no key of the issuer can have. */
    public static KeyNotFoundException impossibleKeyId(String issuer, @Nullable String keyId) {
        String why = "its keys are fetched by their IDs, which have another form; nothing was fetched";
        return notFound(Reason.UNKNOWN_KEY, issuer, keyId, why, Optional.empty());
    }

    private static KeyNotFoundException notFound(
            Reason reason, String issuer, @Nullable String keyId, String why, Optional<Duration> retryAfter) {
        String which = keyId == null ? "a key for a token without kid" : "key " + Quoted.of(keyId);
        String next = retryAfter
                .map(delay -> "; another try may find it in " + Delay.inWords(delay))
                .orElse("");
        String message = which + " of " + Quoted.of(issuer) + " not found: " + why + next;
        return new KeyNotFoundException(reason, issuer, keyId, message, retryAfter);
    }

    private static Optional<Duration> until(long time, long now) {
        return time == Environment.NEVER || time <= now ? Optional.empty() : Optional.of(Duration.ofNanos(time - now));
    }

    /** How the refresh machine is told of a fetch that failed; see {@link #causeOf}. */
    public static Failure failure(@Nullable Throwable cause) {
        Throwable unwrapped = cause == null ? null : Futures.unwrapped(cause);
        KeysUnavailableException error =
                unwrapped instanceof KeysUnavailableException ours ? ours : unexpected(unwrapped);
        return new Failure(error, error.retryAfter(), error.reason() != Reason.TOO_MANY_REQUESTS);
    }

    /**
     * The same without a stack trace and without causes, whose words are in the message: for issuers of which strangers may
     * invent thousands, and which keep their last failure.
     */
    public static Failure briefFailure(@Nullable Throwable cause) {
        Failure whole = failure(cause);
        return new Failure(causeOf(whole).withoutTrace(), whole.retryAfter(), whole.attempted());
    }

    /** What {@link #failure} was made of. */
    public static KeysUnavailableException causeOf(Failure failure) {
        return failure.cause() instanceof KeysUnavailableException error ? error : unexpected(failure.cause());
    }

    public static KeysUnavailableException deadline(String issuer, @Nullable String keyId, Duration deadline) {
        String message = "keys of " + Quoted.of(issuer) + " unavailable: no answer within the caller's deadline of "
                + deadline.toMillis() + " ms";
        return new KeysUnavailableException(Reason.TIMEOUT, issuer, keyId, message, null, Optional.empty());
    }

    /** The deadline came before the request's turn: the issuer has no part in it. */
    public static KeysUnavailableException noTurn(String issuer, @Nullable String keyId, Duration deadline) {
        String message = "keys of " + Quoted.of(issuer)
                + " unavailable: too many requests to its host are under way, so that this one "
                + "had no turn within the caller's deadline of " + deadline.toMillis()
                + " ms; it keeps its place, and the issuer will be asked";
        return new KeysUnavailableException(Reason.TOO_MANY_REQUESTS, issuer, keyId, message, null, Optional.empty());
    }

    public static KeysUnavailableException executorBusy(Duration deadline) {
        String message = "no answer within the caller's deadline of " + deadline.toMillis()
                + " ms; the fetcher's executor had no thread free to bring one";
        return new KeysUnavailableException(Reason.TIMEOUT, null, null, message, null, Optional.empty());
    }

    /** The operator has ended the trust in an issuer. */
    public static UntrustedIssuerException revoked(String issuer) {
        String message = "issuer " + Quoted.of(issuer)
                + " was revoked by this service's operator (revokeIssuer(...)); its" + " tokens are refused";
        return new UntrustedIssuerException(Reason.REVOKED_ISSUER, issuer, message);
    }

    public static KeysUnavailableException closed() {
        return FetchErrors.closed();
    }

    public static KeysUnavailableException interrupted(InterruptedException e) {
        return new KeysUnavailableException(
                Reason.INTERRUPTED, null, null, "the waiting thread was interrupted", e, Optional.empty());
    }

    /** A transport or an executor that broke its contract. */
    public static KeysUnavailableException unexpected(@Nullable Throwable cause) {
        String what = cause == null ? "no answer" : cause.getClass().getName();
        return new KeysUnavailableException(
                Reason.ISSUER_UNREACHABLE, null, null, "the fetch broke off: " + what, cause, Optional.empty());
    }

    /** What a waiting caller is told about a failure that all of them share. */
    public static KeysUnavailableException toCaller(
            KeysUnavailableException shared, String issuer, @Nullable String keyId, Optional<Duration> retryAfter) {
        String next = retryAfter
                .map(delay -> "; the issuer is asked again in " + Delay.inWords(delay))
                .orElse("");
        String message = "keys of " + Quoted.of(issuer) + " unavailable: " + shared.getMessage() + next;
        return new KeysUnavailableException(shared.reason(), issuer, keyId, message, shared, retryAfter);
    }
}
