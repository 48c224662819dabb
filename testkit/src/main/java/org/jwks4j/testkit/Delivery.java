package org.jwks4j.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/** How the status line, headers and body of an answer go over the wire. The caller closes the exchange afterwards. */
@FunctionalInterface
interface Delivery {
    Delivery WHOLE = (exchange, status, body, stop) -> {
        start(exchange, status, body);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    };

    /** Closing an exchange that was never answered closes its connection. */
    Delivery DROPPED = (exchange, status, body, stop) -> {};

    Delivery HANGING = (exchange, status, body, stop) -> stop.until(new CompletableFuture<>());

    void send(HttpExchange exchange, int status, byte[] body, ServerStop stop) throws IOException, InterruptedException;

    /** Promises the whole body, sends half of it, closes the connection. */
    static Delivery truncated() {
        return (exchange, status, body, stop) -> {
            start(exchange, status, body);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        };
    }

    static Delivery dripping(int bytes, Duration interval) {
        return (exchange, status, body, stop) -> {
            start(exchange, status, body);
            OutputStream out = exchange.getResponseBody();
            for (int sent = 0; sent < body.length; sent += bytes) {
                out.write(body, sent, Math.min(bytes, body.length - sent));
                out.flush();
                stop.pause(interval);
            }
        };
    }

    /** Chunked, so that its length is not announced. */
    static Delivery paddedTo(long bytes) {
        return (exchange, status, body, stop) -> {
            exchange.sendResponseHeaders(status, 0);
            writePadded(exchange.getResponseBody(), body, bytes);
        };
    }

    static byte[] gzip(byte[] body, long paddedTo) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            writePadded(gzip, body, paddedTo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static void start(HttpExchange exchange, int status, byte[] body) throws IOException {
        int length = body.length;
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length); // here 0 means chunked, -1 empty
    }

    /** White space behind a JSON text leaves it valid: only its size can be objected to. */
    private static void writePadded(OutputStream out, byte[] body, long paddedTo) throws IOException {
        out.write(body);
        byte[] spaces = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        for (long sent = body.length; sent < paddedTo; sent += spaces.length) {
            out.write(spaces, 0, (int) Math.min(spaces.length, paddedTo - sent));
        }
    }
}
