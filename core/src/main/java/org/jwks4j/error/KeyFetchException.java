package org.jwks4j.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.token.TokenFormatException;

/** The key for a token was not found; the five types say what the caller must do about it. */
public abstract sealed class KeyFetchException extends TokenException {
    private static final long serialVersionUID = 1L;

    KeyFetchException(
            Reason reason, @Nullable String issuer, @Nullable String keyId, String message, @Nullable Throwable cause) {
        super(reason, issuer, keyId, message, cause);
    }

    /** One that is kept: without a stack trace and without a cause. */
    KeyFetchException(Reason reason, @Nullable String issuer, @Nullable String keyId, String message) {
        super(reason, issuer, keyId, message);
    }

    /** The token is not a compact JWS that we can read. Answer 401. */
    public static final class MalformedTokenException extends KeyFetchException {
        private static final long serialVersionUID = 1L;

        /**
         * Refuses a text.
         *
         * @param cause what is wrong with it
         */
        public MalformedTokenException(TokenFormatException cause) {
            super(Reason.MALFORMED_TOKEN, null, null, "malformed token: " + cause.getMessage(), cause);
        }

        /**
         * Refuses a token that can be read and lacks what a look-up needs.
         *
         * @param reason why; a reason of the 401 kind
         * @param message what is wrong and with what; untrusted text in it already quoted
         */
        public MalformedTokenException(Reason reason, String message) {
            super(answered(401, reason), null, null, message, null);
        }
    }

    /** The issuer is not trusted, or not any more; nothing was fetched. Answer 401. */
    public static final class UntrustedIssuerException extends KeyFetchException {
        private static final long serialVersionUID = 1L;

        /**
         * Refuses a token.
         *
         * @param reason why; a reason of the 401 kind
         * @param issuer the issuer that the token names
         * @param message what is wrong and with what; untrusted text in it already quoted
         */
        public UntrustedIssuerException(Reason reason, String issuer, String message) {
            super(answered(401, reason), issuer, null, message, null);
        }
    }

    /** The issuer was asked and has no such key. Answer 401. */
    public static final class KeyNotFoundException extends KeyFetchException {
        private static final long serialVersionUID = 1L;

        /** When the issuer will be asked again; null when that is not known. */
        private final @Nullable Duration retryAfter;

        /**
         * Refuses a token.
         *
         * @param reason why; a reason of the 401 kind
         * @param issuer the issuer that the token names
         * @param keyId the {@code kid} of the token, or null when it has none
         * @param message what is wrong and with what; untrusted text in it already quoted
         * @param retryAfter when another try may find the key
         */
        public KeyNotFoundException(
                Reason reason, String issuer, @Nullable String keyId, String message, Optional<Duration> retryAfter) {
            super(answered(401, reason), issuer, keyId, message, null);
            this.retryAfter = retryAfter.orElse(null);
        }

        /**
         * When the issuer will be asked again, so that a newer answer may come.
         *
         * @return the delay from now, or empty when none is known
         */
        @Override
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /**
     * The key may not be used for this token: wrong {@code alg}, weak, not for signatures, ambiguous; or the token's
     * {@code alg} is one that no key of the issuer may be used for. Answer 401.
     */
    public static final class UnusableKeyException extends KeyFetchException {
        private static final long serialVersionUID = 1L;

        /**
         * Refuses a token.
         *
         * @param reason why; a reason of the 401 kind
         * @param issuer the issuer that the token names
         * @param keyId the {@code kid} of the token, or null when it has none
         * @param message what is wrong and with what; untrusted text in it already quoted
         */
        public UnusableKeyException(Reason reason, String issuer, @Nullable String keyId, String message) {
            super(answered(401, reason), issuer, keyId, message, null);
        }
    }

    /** The issuer's keys could not be learned, which says nothing about the token. Answer 503. */
    public static final class KeysUnavailableException extends KeyFetchException {
        private static final long serialVersionUID = 1L;

        /** Characters of a message that is kept of a stranger's failure. */
        private static final int LONGEST_KEPT = 256;

        /** When the issuer will be asked again; null when that is not known. */
        private final @Nullable Duration retryAfter;

        /** The HTTP status that the issuer answered with, if that is what failed; else 0. */
        private final int answeredStatus;

        /** Null in a copy that was serialized. */
        private final transient @Nullable List<SkippedJwk> skippedKeys;

        /**
         * Says that the keys of an issuer could not be had.
         *
         * @param reason why; a reason of the 503 kind
         * @param issuer the issuer that was asked for, or null when there is none
         * @param keyId the {@code kid} that was asked for, or null when there is none
         * @param message what failed and what happens next; untrusted text in it already quoted
         * @param cause what failed below, or null
         * @param retryAfter when the issuer will be asked again
         */
        public KeysUnavailableException(
                Reason reason,
                @Nullable String issuer,
                @Nullable String keyId,
                String message,
                @Nullable Throwable cause,
                Optional<Duration> retryAfter) {
            this(reason, issuer, keyId, message, cause, retryAfter, 0);
        }

        /**
         * Says that the keys of an issuer could not be had.
         *
         * @param reason why; a reason of the 503 kind
         * @param issuer the issuer that was asked for, or null when there is none
         * @param keyId the {@code kid} that was asked for, or null when there is none
         * @param message what failed and what happens next; untrusted text in it already quoted
         * @param cause what failed below, or null
         * @param retryAfter when the issuer will be asked again
         * @param answeredStatus the HTTP status that the issuer answered with, if that is what failed; else 0
         */
        public KeysUnavailableException(
                Reason reason,
                @Nullable String issuer,
                @Nullable String keyId,
                String message,
                @Nullable Throwable cause,
                Optional<Duration> retryAfter,
                int answeredStatus) {
            super(answered(503, reason), issuer, keyId, message, cause);
            this.retryAfter = retryAfter.orElse(null);
            this.answeredStatus = answeredStatus;
            this.skippedKeys = cause instanceof KeysUnavailableException shared ? shared.skippedKeys() : List.of();
        }

        /**
         * Says that a JWK Set has no key that can be used.
         *
         * @param message what failed and what happens next; untrusted text in it already quoted
         * @param skippedKeys the keys of the set, each with the reason
         */
        public KeysUnavailableException(String message, List<SkippedJwk> skippedKeys) {
            super(Reason.NO_USABLE_KEYS, null, null, message, null);
            this.retryAfter = null;
            this.answeredStatus = 0;
            this.skippedKeys = List.copyOf(skippedKeys);
        }

        /**
         * If the issuer answered with a JWK Set of which no key can be used ({@link Reason#NO_USABLE_KEYS}): its keys, each with
         * the reason.
         *
         * @return an unmodifiable list; empty in all other cases, if this was serialized, and if the issuer became known at run
         *     time: of such a one, only the message is kept
         */
        public List<SkippedJwk> skippedKeys() {
            return skippedKeys == null ? List.of() : skippedKeys;
        }

        private KeysUnavailableException(KeysUnavailableException whole) {
            super(
                    whole.reason(),
                    whole.issuer().orElse(null),
                    whole.keyId().orElse(null),
                    shortened(String.valueOf(whole.getMessage())));
            this.retryAfter = whole.retryAfter;
            this.answeredStatus = whole.answeredStatus;
            this.skippedKeys = List.of();
        }

        private static String shortened(String message) {
            return message.length() <= LONGEST_KEPT ? message : message.substring(0, LONGEST_KEPT) + " ...";
        }

        /**
         * The same without a stack trace and without causes, its message shortened: what is kept of a stranger's failure.
         *
         * @return a smaller copy
         */
        public KeysUnavailableException withoutTrace() {
            return new KeysUnavailableException(this);
        }

        /**
         * The HTTP status that the issuer answered with.
         *
         * @return empty if something else failed
         */
        public OptionalInt answeredStatus() {
            return answeredStatus == 0 ? OptionalInt.empty() : OptionalInt.of(answeredStatus);
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
}
