package org.jwks4j.cli.doctor;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A request had no answer. */
final class ProbeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Phase phase;
    private final IOException failure;
    private final transient List<X509Certificate> chain;

    /**
     * Says how far the request came.
     *
     * @param chain what the server showed, if TLS failed because of it; else empty
     */
    ProbeException(Phase phase, List<X509Certificate> chain, IOException cause) {
        super(cause);
        this.phase = phase;
        this.failure = cause;
        this.chain = chain;
    }

    /** What went wrong. */
    IOException failure() {
        return failure;
    }

    Phase phase() {
        return phase;
    }

    List<X509Certificate> chain() {
        return chain;
    }

    /** What was under way when it failed. */
    enum Phase {
        CONNECT("connecting"),
        TLS("the TLS handshake"),
        HEADERS("waiting for the answer"),
        BODY("reading the body");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
