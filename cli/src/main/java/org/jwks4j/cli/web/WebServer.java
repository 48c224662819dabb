package org.jwks4j.cli.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Serves the page on loopback. */
final class WebServer implements AutoCloseable {
    /** More than the longest token with all that may be around it. */
    static final int MOST_BYTES = 64 * 1024;

    /**
     * Of every answer. Nothing may be loaded but the page's own files, nothing kept, nothing told to other sites, and no one may
     * frame it (CSP Level 3; Fetch §3.2: without Access-Control-Allow-Origin no other origin reads it).
     */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            "Cache-Control",
            "no-store",
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "clipboard-read=(), camera=(), geolocation=(), microphone=()");

    private final HttpServer server;
    private final Access access;
    private final WebApi api;

    private WebServer(HttpServer server, Access access, WebApi api) {
        this.server = server;
        this.access = access;
        this.api = api;
    }

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     * @param executor where requests are answered
     * @param random one that no one can guess
     * @param onNewAddress is told each address that opens the page
     */
    static WebServer start(int port, Executor executor, RandomGenerator random, Consumer<URI> onNewAddress, WebApi api)
            throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        int bound = server.getAddress().getPort();
        Secrets secrets = new Secrets(
                random, secret -> onNewAddress.accept(URI.create("http://127.0.0.1:" + bound + Access.OPEN + secret)));
        WebServer web = new WebServer(server, new Access(bound, secrets), api);
        server.createContext("/", web::handle);
        server.setExecutor(executor);
        server.start();
        return web;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answered(exchange));
        }
    }

    private WebAnswer answered(HttpExchange exchange) throws IOException {
        try {
            return answer(exchange);
        } catch (RuntimeException | LinkageError e) {
            // the server would close the connection without a word; and no text of a token may get into one
            return WebAnswer.refused(
                    500, "a mistake of jwks4j's own, " + e.getClass().getName() + "; please report it");
        }
    }

    private WebAnswer answer(HttpExchange exchange) throws IOException {
        WebRequest request = new WebRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers(exchange.getRequestHeaders()));
        Optional<WebAnswer> refusal = access.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        } else if (request.path().startsWith(Access.OPEN)) {
            return access.open(request);
        }
        Optional<WebAnswer> unopened = access.refusalWithoutSession(request);
        return unopened.isPresent() ? unopened.get() : answer(exchange, request);
    }

    private WebAnswer answer(HttpExchange exchange, WebRequest request) throws IOException {
        boolean isGet = request.method().equals("GET");
        if (!isGet && !request.method().equals("POST")) {
            return WebAnswer.refused(405, "only GET and POST");
        }
        Optional<WebAnswer> page = isGet ? Pages.at(request.path()) : Optional.empty();
        if (page.isPresent()) {
            return page.get();
        } else if (!isGet && !request.header("Content-Type").equals(Optional.of("application/json"))) {
            return WebAnswer.refused(415, "the body is not application/json"); // which no form of another site can send
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        return body.length > MOST_BYTES
                ? WebAnswer.refused(413, "the body has more than " + MOST_BYTES + " bytes")
                : api.answer(request.method(), request.path(), new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> headers(Headers headers) {
        Map<String, List<String>> lower = new HashMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return lower;
    }

    private static void send(HttpExchange exchange, WebAnswer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        answer.headers().forEach(headers::set);
        headers.set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer.body());
        }
    }

    /** Waits while it serves: for so long, or until the thread is interrupted. */
    void serve(@Nullable Duration atMost) {
        try {
            Thread.sleep(atMost == null ? Long.MAX_VALUE : atMost.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
