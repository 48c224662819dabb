package org.jwks4j.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The issuer was asked and has no such key. Answer 401. */
public final class KeyNotFoundException extends KeyFetchException {
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
        super(reason, issuer, keyId, message, null);
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
