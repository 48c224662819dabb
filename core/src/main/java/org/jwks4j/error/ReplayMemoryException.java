package org.jwks4j.error;

import org.jspecify.annotations.Nullable;

/**
 * A token, or its proof, may be used once, and whether it was used before could not be learned or remembered, which says
 * nothing about the token. Raised by what verifies tokens, never by a {@code KeyFetcher}. Answer 503.
 */
public final class ReplayMemoryException extends TokenException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a token.
     *
     * @param reason {@link Reason#REPLAY_MEMORY_FULL} or {@link Reason#REPLAY_MEMORY_FAILED}
     * @param issuer the issuer of the key
     * @param keyId the {@code kid} of the token, or null when it has none
     * @param message what is wrong; untrusted text in it already quoted
     * @param cause what the memory failed with, or null
     */
    public ReplayMemoryException(
            Reason reason, String issuer, @Nullable String keyId, String message, @Nullable Throwable cause) {
        super(reason, issuer, keyId, message, cause);
    }
}
