package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.ScriptedTransport;

/**
 * A fetcher whose time and network a test moves by hand: nothing happens between two lines of a test. The issuer only mints;
 * what it publishes goes through the scripted transport.
 */
final class Scenario implements AutoCloseable {
    static final String ISSUER = "https://issuer.example.com";
    static final URI METADATA = URI.create(ISSUER + "/.well-known/openid-configuration");
    static final URI JWKS = URI.create(ISSUER + "/jwks");

    final ManualTime time = ManualTime.start();
    final ScriptedTransport transport = new ScriptedTransport();
    final RecordingListener events = new RecordingListener();
    final FakeIssuer issuer =
            FakeIssuer.builder().clock(time.instants()).algorithms("ES256").start(); // quick to make
    final KeyFetcher fetcher;
    private final String someToken = token();

    private Scenario(KeyFetcherBuilder builder) {
        this.fetcher = onManualTime(builder).build();
    }

    KeyFetcherBuilder onManualTime(KeyFetcherBuilder builder) {
        return builder.transport(transport)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .random(() -> Long.MIN_VALUE) // a half: refreshes at 80 %, retries at half the longest delay
                .listener(events);
    }

    static Scenario of(KeyFetcherBuilder builder) {
        return new Scenario(builder);
    }

    /** An issuer that is found through its metadata. */
    static Scenario discovered() {
        Scenario scenario = of(KeyFetcher.builder().trust(ISSUER));
        scenario.transport.on(METADATA).respondAlways(200, metadata(ISSUER));
        return scenario;
    }

    /** An issuer whose JWKS URI is configured, so that every request is one for keys. */
    static Scenario direct() {
        return of(KeyFetcher.builder().trust(TrustedIssuer.of(ISSUER).withJwksUri(JWKS.toString())));
    }

    /** As {@link #direct}, its keys published and fetched. */
    static Scenario warm() {
        Scenario scenario = direct().publishes();
        scenario.fetcher.getJwkSet(ISSUER).join();
        return scenario.after(Duration.ofMillis(1)); // what happens from here on is later than that fetch
    }

    static String metadata(String issuer) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + JWKS + "\"}";
    }

    /** The issuer's present keys are the answer to every request from now on. */
    Scenario publishes(String... headers) {
        transport.on(JWKS).respondAlways(200, issuer.jwkSet(), headers);
        return this;
    }

    Scenario answers(int status, String body, String... headers) {
        transport.on(JWKS).respondAlways(status, body, headers);
        return this;
    }

    String token() {
        return issuer.mint(Map.of("iss", ISSUER));
    }

    /** A token whose kid no one has; each comes a little later than the one before. */
    String inventedToken(String keyId) {
        time.advance(Duration.ofNanos(1));
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + someToken.substring(someToken.indexOf('.'));
    }

    CompletableFuture<VerificationKey> getKey() {
        return fetcher.getKey(token());
    }

    int jwksRequests() {
        return transport.requests(JWKS).size();
    }

    Scenario after(Duration duration) {
        time.advance(duration);
        return this;
    }

    /** Why a look-up failed; everything has happened that will, so a future that is not done is a failed test. */
    static KeyFetchException failureOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return (KeyFetchException) future.handle((value, failure) -> failure).join();
    }

    @Override
    public void close() {
        fetcher.close();
        issuer.close();
    }
}
