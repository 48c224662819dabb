package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.JwtVerifier;

/**
 * The service under attack: it takes the tokens of {@value #ISSUER} for {@value #AUDIENCE}. Its time stands still, its network
 * is a script, and all happens on the test's thread.
 */
final class Service implements AutoCloseable {
    static final String ISSUER = "https://issuer.example.com";
    static final String AUDIENCE = "orders";
    static final URI METADATA = URI.create(ISSUER + "/.well-known/openid-configuration");
    static final URI JWKS = URI.create(ISSUER + "/jwks");

    final ManualTime time = ManualTime.start();
    final ScriptedTransport transport = new ScriptedTransport();
    final FakeIssuer issuer; // only mints; what it publishes goes through the script
    final KeyFetcher fetcher;
    final JwtVerifier verifier;
    private boolean doubted;
    private final Map<String, SigningKey> keys = new LinkedHashMap<>();

    private Service(KeyFetcherBuilder builder, String... algorithms) {
        issuer = FakeIssuer.builder()
                .algorithms(algorithms[0])
                .clock(time.instants())
                .start();
        keys.put(algorithms[0], issuer.signingKey());
        for (int i = 1; i < algorithms.length; i++) {
            keys.put(algorithms[i], issuer.addKey(algorithms[i]));
        }
        fetcher = onManualTime(builder).build();
        verifier = JwtVerifier.builder(fetcher)
                .audience(AUDIENCE)
                .instantSource(time.instants())
                .build();
        publishes(ISSUER, JWKS.toString());
    }

    /** Whose issuer has a key for each of these algorithms, and nothing has been fetched yet. */
    static Service cold(KeyFetcherBuilder builder, String... algorithms) {
        return new Service(builder, algorithms);
    }

    /** That has fetched its issuer's keys, one for each of these algorithms; the first one signs. */
    static Service warm(String... algorithms) {
        Service service = cold(KeyFetcher.builder().trust(ISSUER), algorithms);
        service.accepts(service.token().mint());
        service.time.advance(Duration.ofMillis(1)); // what happens from here on is later than that fetch
        return service;
    }

    KeyFetcherBuilder onManualTime(KeyFetcherBuilder builder) {
        return builder.transport(transport)
                .guardedTransport(transport)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .random(() -> Long.MIN_VALUE);
    }

    /** The issuer's present keys are at that URI, and so says the metadata of this name. */
    void publishes(String name, String jwksUri) {
        metadata(name, "{\"issuer\":\"" + name + "\",\"jwks_uri\":\"" + jwksUri + "\"}");
        transport.on(jwksUri).respondAlways(200, issuer.jwkSet());
    }

    void metadata(String name, String document) {
        transport.on(name + "/.well-known/openid-configuration").respondAlways(200, document);
    }

    SigningKey key(String algorithm) {
        return Objects.requireNonNull(keys.get(algorithm), algorithm);
    }

    /** A genuine token for this service. */
    TokenBuilder token() {
        return token(ISSUER);
    }

    /** The same with another {@code iss}. */
    TokenBuilder token(Object iss) {
        return issuer.token().claim("iss", iss).claim("aud", AUDIENCE);
    }

    void accepts(String token) {
        assertThat(verifier.verify(token)).isCompleted();
    }

    /** The token is at fault: 401. */
    TokenException refuses(String token, Reason reason) {
        return fails(token, reason, 401);
    }

    /** The keys could not be learned: 503. */
    TokenException cannotTell(String token, Reason reason) {
        return fails(token, reason, 503);
    }

    private TokenException fails(String token, Reason reason, int httpStatus) {
        TokenException failure = (TokenException)
                verifier.verify(token).handle((jwt, refused) -> refused).getNow(null);
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure.httpStatus()).isEqualTo(httpStatus);
        doubted |= reason == Reason.INVALID_SIGNATURE || reason == Reason.ALGORITHM_MISMATCH;
        return failure;
    }

    int requests() {
        return transport.requests().size();
    }

    /**
     * Nothing was fetched but the metadata and the keys at the start, and the keys once more if a token did not fit its key, however many
     * were; and these still serve.
     */
    void isUnharmed() {
        int most = doubted ? 3 : 2;
        assertThat(transport.requests()).hasSizeLessThanOrEqualTo(most);
        accepts(token().mint());
        assertThat(transport.requests()).hasSizeLessThanOrEqualTo(most);
    }

    @Override
    public void close() {
        fetcher.close();
        issuer.close();
    }
}
