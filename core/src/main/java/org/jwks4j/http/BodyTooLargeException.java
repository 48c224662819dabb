package org.jwks4j.http;

import java.io.IOException;

/** An answer's body went past the bytes that the request allows; reading it was given up there. */
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which bound was passed.
     *
     * @param maxBodyBytes how many bytes were allowed
     */
    public BodyTooLargeException(int maxBodyBytes) {
        super("the body is larger than " + maxBodyBytes + " bytes");
    }
}
