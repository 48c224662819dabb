package org.jwks4j.cli.doctor;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.jwks4j.cli.doctor.ProbeException.Phase;
import org.jwks4j.cli.terminal.TimeSpan;
import org.jwks4j.json.Quoted;

/** Puts a request that had no answer into words. */
final class Troubles {
    private Troubles() {}

    static Finding of(URI uri, String where, ProbeException failure, Duration timeout, Instant now) {
        if (!failure.chain().isEmpty()) {
            Finding refused = new CertificateFindings(uri.getHost(), failure.chain(), now).refused();
            return new Finding(refused.id(), refused.level(), where + ": " + refused.message(), refused.next());
        }
        IOException cause = failure.failure();
        if (cause instanceof SocketTimeoutException) {
            return Finding.error(
                    "http.timeout",
                    where + ": no end within " + TimeSpan.of(timeout) + ", while "
                            + failure.phase().words(),
                    "Something on the way drops packets, or the server is overloaded; --timeout waits longer.");
        } else if (cause instanceof ConnectException) {
            return Finding.error(
                    "http.refused",
                    where + ": the connection was refused",
                    "Nothing listens there, or a firewall is in between: check the host, the port, and whether it runs.");
        } else if (cause instanceof SSLException || failure.phase() == Phase.TLS) {
            return Finding.error(
                    "tls.failed",
                    where + ": TLS failed: " + Quoted.of(cause.getMessage()),
                    "The server may speak plain HTTP on this port, or no protocol version that Java accepts.");
        } else if (cause instanceof EOFException) {
            return Finding.error(
                    "http.closed",
                    where + ": it closed the connection before an answer",
                    "Look into the server's or the load balancer's log.");
        }
        return Finding.error(
                "http.failed",
                where + ": " + Quoted.of(cause.getMessage()) + ", while "
                        + failure.phase().words(),
                "Look into the server's or the load balancer's log.");
    }
}
