package org.jwks4j.net;

import java.io.IOException;

/** The request was not sent: no more go out. */
public final class ClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedException() {
        super("closed");
    }
}
