package org.jwks4j.error;

import org.jspecify.annotations.Nullable;

/**
 * The key was found and the token is refused: its signature, header or claims. Raised by what verifies tokens with the keys
 * of a {@link org.jwks4j.KeyFetcher}, never by the fetcher itself. Answer 401.
 */
public final class InvalidJwtException extends TokenException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a token.
     *
     * @param reason why; a reason of the 401 kind
     * @param issuer the issuer of the key
     * @param keyId the {@code kid} of the token, or null when it has none
     * @param message what is wrong and with what; untrusted text in it already quoted
     * @throws IllegalArgumentException if the reason is of the 503 kind: the keys could not be learned, so that the token
     *     was not judged
     */
    public InvalidJwtException(Reason reason, String issuer, @Nullable String keyId, String message) {
        super(answered(401, reason), issuer, keyId, message, null);
    }
}
