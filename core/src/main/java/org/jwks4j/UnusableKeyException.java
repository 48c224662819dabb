package org.jwks4j;

import org.jspecify.annotations.Nullable;

/**
 * The key may not be used for this token: wrong {@code alg}, weak, not for signatures, ambiguous; or the token's
 * {@code alg} is one that no key of the issuer may be used for. Answer 401.
 */
public final class UnusableKeyException extends KeyFetchException {
    private static final long serialVersionUID = 1L;

    UnusableKeyException(Reason reason, String issuer, @Nullable String keyId, String message) {
        super(reason, issuer, keyId, message, null);
    }
}
