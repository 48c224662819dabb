package org.jwks4j;

import org.jwks4j.token.TokenFormatException;

/** The token is not a compact JWS that we can read. Answer 401. */
public final class MalformedTokenException extends KeyFetchException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a text.
     *
     * @param cause what is wrong with it
     */
    public MalformedTokenException(TokenFormatException cause) {
        super(Reason.MALFORMED_TOKEN, null, null, "malformed token: " + cause.getMessage(), cause);
    }

    MalformedTokenException(Reason reason, String message) {
        super(reason, null, null, message, null);
    }
}
