package org.jwks4j.http;

import java.net.http.HttpTimeoutException;

/** There was no whole answer in time; says how far it had come. */
public final class LateAnswerException extends HttpTimeoutException {
    private static final long serialVersionUID = 1L;

    /** Whether status and headers were there. */
    private final boolean headersCame;

    /** How many bytes of the body were there. */
    private final int bodyBytes;

    /**
     * Says how far the answer had come.
     *
     * @param headersCame whether status and headers were there
     * @param bodyBytes how many bytes of the body were there
     */
    public LateAnswerException(boolean headersCame, int bodyBytes) {
        super(headersCame ? "headers and " + bodyBytes + " bytes of the body had come" : "no headers had come");
        this.headersCame = headersCame;
        this.bodyBytes = bodyBytes;
    }

    /**
     * Whether status and headers were there.
     *
     * @return false if nothing was
     */
    public boolean headersCame() {
        return headersCame;
    }

    /**
     * How much of the body was there.
     *
     * @return bytes
     */
    public int bodyBytes() {
        return bodyBytes;
    }
}
