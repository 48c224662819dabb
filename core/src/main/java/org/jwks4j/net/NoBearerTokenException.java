package org.jwks4j.net;

import java.io.IOException;

/** The request was not sent: the supplier of its bearer token threw, or supplied what cannot be sent. */
public final class NoBearerTokenException extends IOException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException thrown;

    NoBearerTokenException(RuntimeException thrown) {
        super("no bearer token", thrown);
        this.thrown = thrown;
    }

    /** What the supplier of the token threw. */
    public RuntimeException thrown() {
        return thrown;
    }
}
