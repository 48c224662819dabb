package org.jwks4j.error;

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

    /**
     * Refuses a token that can be read and lacks what a look-up needs.
     *
     * @param reason why; a reason of the 401 kind
     * @param message what is wrong and with what; untrusted text in it already quoted
     */
    public MalformedTokenException(Reason reason, String message) {
        super(reason, null, null, message, null);
    }
}
