package org.jwks4j.json;

/** A text is not the JSON that was expected. The message says where and why, and quotes nothing of the text. */
public final class JsonFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message why the text was refused
     */
    public JsonFormatException(String message) {
        super(message);
    }
}
