package org.jwks4j.error;

import org.jspecify.annotations.Nullable;

/**
 * The key may not be used for this token: wrong {@code alg}, weak, not for signatures, ambiguous; or the token's
 * {@code alg} is one that no key of the issuer may be used for. Answer 401.
 */
public final class UnusableKeyException extends KeyFetchException {
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
        super(reason, issuer, keyId, message, null);
    }
}
