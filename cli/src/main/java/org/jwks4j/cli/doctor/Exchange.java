package org.jwks4j.cli.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.Response;

/**
 * A request and its answer.
 *
 * @param uri what was asked for
 * @param address who was asked; null if a proxy chose
 * @param sentAt when the request was sent
 * @param took until the whole answer was there
 * @param response the answer
 * @param tls what was seen of TLS; empty over plain HTTP
 */
record Exchange(
        URI uri,
        @Nullable InetAddress address,
        Instant sentAt,
        Duration took,
        Response response,
        Optional<TlsSession> tls) {}
