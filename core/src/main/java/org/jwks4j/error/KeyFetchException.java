package org.jwks4j.error;

import org.jspecify.annotations.Nullable;

/** The key for a token was not found; the five types say what the caller must do about it. */
public abstract sealed class KeyFetchException extends TokenException
        permits MalformedTokenException,
                UntrustedIssuerException,
                KeyNotFoundException,
                UnusableKeyException,
                KeysUnavailableException {
    private static final long serialVersionUID = 1L;

    KeyFetchException(
            Reason reason, @Nullable String issuer, @Nullable String keyId, String message, @Nullable Throwable cause) {
        super(reason, issuer, keyId, message, cause);
    }

    /** One that is kept: without a stack trace and without a cause. */
    KeyFetchException(Reason reason, @Nullable String issuer, @Nullable String keyId, String message) {
        super(reason, issuer, keyId, message);
    }
}
