package org.jwks4j;

import org.jspecify.annotations.Nullable;

/** The token is not a compact JWS that we can read. Answer 401. */
public final class MalformedTokenException extends KeyFetchException {
    private static final long serialVersionUID = 1L;

    MalformedTokenException(Reason reason, String message, @Nullable Throwable cause) {
        super(reason, null, null, message, cause);
    }
}
