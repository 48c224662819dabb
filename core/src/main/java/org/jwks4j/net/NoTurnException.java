package org.jwks4j.net;

import java.io.IOException;
import java.time.Duration;

/** The request was not sent: as many as may be were under way. */
public final class NoTurnException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Duration waited;
    private final Duration retryAfter;

    NoTurnException(Duration waited, Duration retryAfter) {
        super("no turn within " + waited.toMillis() + " ms");
        this.waited = waited;
        this.retryAfter = retryAfter;
    }

    /** How long the request waited. */
    public Duration waited() {
        return waited;
    }

    /** When another one may have a turn. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
