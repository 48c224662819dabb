package org.jwks4j.benchmarks.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jwks4j.testkit.FakeIssuer;

/**
 * A host of many issuers, as Keycloak has its realms: {@code /realms/0}, {@code /realms/1} and so on, with metadata and keys each, over
 * HTTP/1.1. An answer takes its time without keeping a thread meanwhile, however many are asked for.
 */
final class TenantHost implements AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final String REALMS = "/realms/";
    private static final String METADATA = "/.well-known/openid-configuration";
    private static final String CERTS = "/certs";

    private final FakeIssuer keys = FakeIssuer.start();
    private final String jwkSet = keys.jwkSet();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, TenantHost::daemon);
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;
    private volatile long takes;

    TenantHost(Duration time) throws IOException {
        System.setProperty(
                "sun.net.httpserver.nodelay",
                "true"); // read once; an answer is two packets, and the second must not wait
        takes(time);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.createContext("/", this::later);
        server.setExecutor(threads);
        server.start();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tenant host");
        thread.setDaemon(true);
        return thread;
    }

    IssuerAt tenant(int number) {
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort() + REALMS + number;
        return new IssuerAt(issuer, URI.create(issuer + CERTS));
    }

    /** A genuine token of a tenant. */
    String token(int number) {
        return keys.token()
                .expiresIn(Duration.ofHours(1))
                .claims(Map.of("iss", tenant(number).issuer(), "sub", "somebody", "aud", Service.AUDIENCE))
                .mint();
    }

    /** From now on an answer takes as long. */
    void takes(Duration time) {
        takes = time.toNanos();
    }

    int requests() {
        return requests.get();
    }

    void forgetRequests() {
        requests.set(0);
    }

    private void later(HttpExchange exchange) {
        requests.incrementAndGet();
        var unused = threads.schedule(() -> answer(exchange), takes, TimeUnit.NANOSECONDS);
    }

    private void answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String realm = path.replace(METADATA, "").replace(CERTS, "");
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort() + realm;
        String body = path.endsWith(METADATA)
                ? "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + CERTS + "\"}"
                : jwkSet;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(path.startsWith(REALMS) ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the caller has gone: the pool's thread notes it, and goes on
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        keys.close();
    }
}
