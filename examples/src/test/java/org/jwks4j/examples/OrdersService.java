package org.jwks4j.examples;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.JwtVerifier;

/** Stands for the service of the reader of {@link TestingAService}: it answers all who have a token for it. */
final class OrdersService implements AutoCloseable {
    private final JwtVerifier verifier;
    private final HttpServer server;

    OrdersService(KeyFetcher fetcher) throws IOException {
        verifier = JwtVerifier.builder(fetcher).audience("orders").build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders", this::answer);
        server.start();
    }

    // tag::answer-over-http[]
    private void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(status(exchange), -1);
        exchange.close();
    }

    private int status(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Headers answer = exchange.getResponseHeaders();
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            answer.set("WWW-Authenticate", "Bearer");
            return 401;
        }
        try {
            verifier.blocking().verify(authorization.substring("Bearer ".length()));
            return 200;
        } catch (TokenException e) {
            if (e.httpStatus() == 401) {
                answer.set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            }
            e.retryAfter().ifPresent(delay -> answer.set("Retry-After", String.valueOf(delay.toSeconds() + 1)));
            return e.httpStatus();
        }
    }
    // end::answer-over-http[]

    URI orders() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/orders");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
