package org.jwks4j.transport.httpclient5;

import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of an exchange, for the code that ends the exchange. The client itself gives up some exchanges without
 * ending their connection, such as one cancelled within a TLS handshake or within the body of a 404.
 */
final class Connection {
    private boolean ended;
    private @Nullable IOSession session;

    /** Keeps what was opened, or closes it if the exchange has ended meanwhile. */
    void opened(IOSession opened) {
        if (!keep(opened)) {
            opened.close(CloseMode.IMMEDIATE);
        }
    }

    private synchronized boolean keep(IOSession opened) {
        session = opened;
        return !ended;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** At once, waiting for nothing that the other side might say. */
    void end() {
        IOSession open = markEnded();
        if (open != null) {
            open.close(CloseMode.IMMEDIATE);
        }
    }

    private synchronized @Nullable IOSession markEnded() {
        ended = true;
        return session;
    }
}
