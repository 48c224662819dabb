package org.jwks4j;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The issuer's keys could not be learned, which says nothing about the token. Answer 503. */
public final class KeysUnavailableException extends KeyFetchException {
    private static final long serialVersionUID = 1L;

    /** When the issuer will be asked again; null when that is not known. */
    private final @Nullable Duration retryAfter;

    /** The HTTP status that the issuer answered with, where that is what failed; else 0. */
    private final int answeredStatus;

    KeysUnavailableException(
            Reason reason,
            @Nullable String issuer,
            @Nullable String keyId,
            String message,
            @Nullable Throwable cause,
            Optional<Duration> retryAfter) {
        this(reason, issuer, keyId, message, cause, retryAfter, 0);
    }

    KeysUnavailableException(
            Reason reason,
            @Nullable String issuer,
            @Nullable String keyId,
            String message,
            @Nullable Throwable cause,
            Optional<Duration> retryAfter,
            int answeredStatus) {
        super(reason, issuer, keyId, message, cause);
        this.retryAfter = retryAfter.orElse(null);
        this.answeredStatus = answeredStatus;
    }

    private KeysUnavailableException(KeysUnavailableException whole) {
        super(whole.reason(), whole.issuer(), whole.keyId(), String.valueOf(whole.getMessage()));
        this.retryAfter = whole.retryAfter;
        this.answeredStatus = whole.answeredStatus;
    }

    /** The same without a stack trace and without causes. */
    KeysUnavailableException withoutTrace() {
        return new KeysUnavailableException(this);
    }

    /** The HTTP status that the issuer answered with, where that is what failed; else 0. */
    int answeredStatus() {
        return answeredStatus;
    }

    /**
     * When the issuer will be asked again.
     *
     * @return the delay from now, or empty when none is known
     */
    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
