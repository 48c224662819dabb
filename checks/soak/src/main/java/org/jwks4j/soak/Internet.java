package org.jwks4j.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** All hosts there are, on one port of loopback: the host that was meant is the first part of the path. */
final class Internet implements AutoCloseable {
    private static final int THREADS = 64;
    private static final int HANGING_AT_MOST = 32;
    private static final long HANGS_FOR_MILLIS = 8_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger hanging = new AtomicInteger();
    private final Documents documents = new Documents();

    private Internet(HttpServer server) {
        this.server = server;
    }

    static Internet open() throws IOException {
        Internet internet =
                new Internet(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500));
        internet.server.setExecutor(internet.threads);
        internet.server.createContext("/", internet::answer);
        internet.server.start();
        return internet;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** A few threads hang at a time; more who would like to are cut off. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            int end = path.indexOf('/', 1);
            String host = path.substring(1, end);
            Documents.Reply reply = documents.answer(host, path.substring(end));
            if (reply.hangs() && hanging.incrementAndGet() <= HANGING_AT_MOST) {
                Thread.sleep(HANGS_FOR_MILLIS);
            } else if (!reply.hangs()) {
                send(exchange, reply);
            }
            if (reply.hangs()) {
                hanging.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Documents.Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Cache-Control", "max-age=20");
        if (reply.status() == 302) {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example/");
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
