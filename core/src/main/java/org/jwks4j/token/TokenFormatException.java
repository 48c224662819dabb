package org.jwks4j.token;

/** A text is not a compact JWS that we read. The message says why and quotes nothing of the text. */
public final class TokenFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message why the text was refused
     */
    public TokenFormatException(String message) {
        super(message);
    }
}
