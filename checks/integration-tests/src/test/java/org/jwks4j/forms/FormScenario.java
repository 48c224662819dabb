package org.jwks4j.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.testkit.SigningKey;

/** A fetcher for an issuer whose keys are elsewhere than in one JWK Set; time and network are moved by hand. */
final class FormScenario implements AutoCloseable {
    static final String ISSUER = "https://issuer.example.com";

    final ManualTime time = ManualTime.start();
    final ScriptedTransport transport = new ScriptedTransport();
    final FakeIssuer minter =
            FakeIssuer.builder().clock(time.instants()).algorithms("ES256").start(); // quick to make
    final KeyFetcher fetcher;

    FormScenario(KeyLocation location) {
        this(TrustedIssuer.of(ISSUER).withKeysAt(location));
    }

    FormScenario(TrustedIssuer issuer) {
        this.fetcher = KeyFetcher.builder()
                .trust(issuer)
                .transport(transport)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .random(() -> Long.MIN_VALUE)
                .build();
    }

    static String certificate(SigningKey key) {
        List<?> chain = (List<?>) key.withCertificate().jwk().getOrDefault("x5c", List.of());
        byte[] der = Base64.getDecoder().decode((String) chain.get(0));
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    static String pemMap(Map<String, String> pemByKeyId) {
        return JsonObject.of(pemByKeyId).toJson();
    }

    FormScenario publishes(String uri, String body, String... headers) {
        return answers(uri, 200, body, headers);
    }

    FormScenario answers(String uri, int status, String body, String... headers) {
        transport.on(uri).respondAlways(status, body, headers);
        return this;
    }

    int requests(String uri) {
        return transport.requests(URI.create(uri)).size();
    }

    FormScenario after(Duration duration) {
        time.advance(duration);
        return this;
    }

    String token(SigningKey key) {
        return minter.token().claim("iss", ISSUER).signedWith(key).mint();
    }

    CompletableFuture<VerificationKey> getKey(SigningKey key) {
        return fetcher.getKey(token(key));
    }

    /** The public key that the token of this key gets, which must be the very one. */
    void finds(SigningKey key) {
        assertThat(getKey(key)).isCompleted();
        assertThat(getKey(key).join().publicKey().getEncoded())
                .isEqualTo(key.publicKey().getEncoded());
    }

    KeyFetchException refusalOf(SigningKey key) {
        CompletableFuture<VerificationKey> answer = getKey(key);
        assertThat(answer).isCompletedExceptionally();
        return (KeyFetchException) answer.handle((value, failure) -> failure).join();
    }

    @Override
    public void close() {
        fetcher.close();
        minter.close();
    }
}
