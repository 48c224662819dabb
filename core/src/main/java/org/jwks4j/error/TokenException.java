package org.jwks4j.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token was not accepted. {@link #httpStatus()} says what to answer: 401 if the token is at fault, 503 if its keys could not
 * be learned, or its use not be remembered, which says nothing about the token.
 *
 * <p>Messages are for the log, and not for the sender of the token: they tell what the service trusts and reaches. They are safe
 * to log: text that came from the token or the issuer is escaped and shortened, and neither a token
 * nor a response body is ever quoted.
 */
public abstract sealed class TokenException extends RuntimeException
        permits KeyFetchException, InvalidJwtException, TokenException.ReplayMemoryException {
    private static final long serialVersionUID = 1L;

    /** A chain of causes may lead back to where it began. */
    private static final int DEEPEST_CAUSE = 50;

    /** Why. */
    private final Reason reason;

    /** The issuer that the token names, or that was asked for; null when there is none. */
    private final @Nullable String issuer;

    /** The key ID that the token names, or that was asked for; null when there is none. */
    private final @Nullable String keyId;

    TokenException(
            Reason reason, @Nullable String issuer, @Nullable String keyId, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.issuer = issuer;
        this.keyId = keyId;
    }

    /** One that is kept: without a stack trace and without a cause. */
    TokenException(Reason reason, @Nullable String issuer, @Nullable String keyId, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.issuer = issuer;
        this.keyId = keyId;
    }

    /** A reason of another kind would tell callers to answer 401 for what is no fault of the token, or 503 for what is. */
    static Reason answered(int httpStatus, Reason reason) {
        if (reason.httpStatus() != httpStatus) {
            throw new IllegalArgumentException(
                    reason + " is answered " + reason.httpStatus() + ", and this exception " + httpStatus);
        }
        return reason;
    }

    /**
     * The exception of this kind among what caused a failure, if a library or a future has wrapped it.
     *
     * @param failure any failure
     * @return the outermost one; empty if there is none
     */
    public static Optional<TokenException> in(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof TokenException own) {
                return Optional.of(own);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /**
     * Why.
     *
     * @return a constant that stays what it is between versions
     */
    public final Reason reason() {
        return reason;
    }

    /**
     * What to answer over HTTP.
     *
     * @return 401 or 503
     */
    public final int httpStatus() {
        return reason.httpStatus();
    }

    /**
     * The issuer that the token names, or that was asked for.
     *
     * @return untrusted text, or empty when there is none
     */
    public final Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    /**
     * The {@code kid} that the token names, or that was asked for.
     *
     * @return untrusted text, or empty when there is none
     */
    public final Optional<String> keyId() {
        return Optional.ofNullable(keyId);
    }

    /**
     * When another try may have another outcome, counted from now. Often less than a second: round it up for a
     * {@code Retry-After} header, which counts whole ones.
     *
     * @return the delay, or empty when waiting changes nothing
     */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /**
     * A token, or its proof, may be used once, and whether it was used before could not be learned or remembered, which says
     * nothing about the token. Raised by what verifies tokens, never by a {@code KeyFetcher}. Answer 503.
     */
    public static final class ReplayMemoryException extends TokenException {
        private static final long serialVersionUID = 1L;

        /**
         * Refuses a token.
         *
         * @param reason {@link Reason#REPLAY_MEMORY_FULL} or {@link Reason#REPLAY_MEMORY_FAILED}
         * @param issuer the issuer of the key
         * @param keyId the {@code kid} of the token, or null when it has none
         * @param message what is wrong; untrusted text in it already quoted
         * @param cause what the memory failed with, or null
         * @throws IllegalArgumentException if the reason is of the 401 kind
         */
        public ReplayMemoryException(
                Reason reason, String issuer, @Nullable String keyId, String message, @Nullable Throwable cause) {
            super(answered(503, reason), issuer, keyId, message, cause);
        }
    }
}
