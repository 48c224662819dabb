package org.jwks4j.keylog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.ScriptedTransport;

/** A service with a key log, whose time and network a test moves by hand. */
final class Service implements AutoCloseable {
    static final String ISSUER = "https://issuer.example.com";
    static final URI JWKS = URI.create(ISSUER + "/jwks");
    static final KeyLogSecret SECRET = KeyLogSecret.of(new byte[32]);
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    final ManualTime time = ManualTime.startingAt(START);
    final ScriptedTransport transport = new ScriptedTransport();
    final FakeIssuer issuer =
            FakeIssuer.builder().clock(time.instants()).algorithms("ES256").start();
    final Path path;
    KeyLog log;
    KeyFetcher fetcher;

    private Service(Path path) {
        this.path = path;
    }

    static Service at(Path path) {
        Service service = new Service(path);
        service.publishes();
        return service.starts(service.builder());
    }

    KeyLogBuilder builder() {
        return KeyLog.builder(path, SECRET).node("one").instantSource(time.instants());
    }

    Service starts(KeyLogBuilder builder) {
        try {
            log = builder.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fetcher = KeyFetcher.builder()
                .trust(TrustedIssuer.of(ISSUER).withJwksUri(JWKS.toString()))
                .transport(transport)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .random(() -> Long.MIN_VALUE)
                .listener(log)
                .build();
        return this;
    }

    void publishes() {
        transport.on(JWKS).respondAlways(200, issuer.jwkSet());
    }

    /** As a token does it. */
    void asks() {
        fetcher.getKey(issuer.mint(Map.of("iss", ISSUER))).join();
    }

    void rotates() {
        passes(Duration.ofSeconds(5)); // later than the fetch before, and within the budget for unknown keys
        issuer.rotate();
        publishes();
        asks();
    }

    void passes(Duration duration) {
        time.advance(duration);
    }

    void stops() {
        fetcher.close();
        log.close();
    }

    List<KeyLogLine> lines() {
        List<KeyLogLine> lines = new ArrayList<>();
        read(lines);
        return lines;
    }

    KeyLogReport report() {
        return read(new ArrayList<>());
    }

    private KeyLogReport read(List<KeyLogLine> lines) {
        try {
            return KeyLogReader.of(SECRET).read(KeyLogFiles.of(path), lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> events() {
        return lines().stream().map(KeyLogLine::event).toList();
    }

    KeyHistory history() {
        KeyHistory history = new KeyHistory();
        lines().forEach(history::add);
        return history;
    }

    @Override
    public void close() {
        stops();
        issuer.close();
    }
}
