package org.jwks4j.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.SkippedJwk;

/** The issuer's keys could not be learned, which says nothing about the token. Answer 503. */
public final class KeysUnavailableException extends KeyFetchException {
    private static final long serialVersionUID = 1L;

    /** Characters of a message that is kept of a stranger's failure. */
    private static final int LONGEST_KEPT = 256;

    /** When the issuer will be asked again; null when that is not known. */
    private final @Nullable Duration retryAfter;

    /** The HTTP status that the issuer answered with, where that is what failed; else 0. */
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
        super(reason, issuer, keyId, message, cause);
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
        super(whole.reason(), whole.issuer(), whole.keyId(), shortened(String.valueOf(whole.getMessage())));
        this.retryAfter = whole.retryAfter;
        this.answeredStatus = whole.answeredStatus;
        this.skippedKeys = List.of();
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_KEPT ? message : message.substring(0, LONGEST_KEPT) + " ...";
    }

    /**
     * What is kept of a stranger's failure.
     *
     * @return the same without a stack trace, causes and skipped keys; of its message the first 256 characters
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
