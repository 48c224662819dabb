package org.jwks4j.token;

/** A text is not a compact JWS that we read. The message says why and quotes nothing of the text. */
public final class TokenFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** How a message begins until it is known which of the two it is. */
    static final String HEADER_OR_PAYLOAD = "header or payload: ";

    /**
     * Says what is wrong.
     *
     * @param message why the text was refused
     */
    public TokenFormatException(String message) {
        super(message);
    }

    /** Of the JSON of a header or a payload. */
    static TokenFormatException malformed(String why) {
        return new TokenFormatException(HEADER_OR_PAYLOAD + why);
    }
}
