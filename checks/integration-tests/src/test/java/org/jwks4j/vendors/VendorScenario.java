package org.jwks4j.vendors;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.testkit.TokenBuilder;

/** A vendor's documents as it publishes them, with keys that a test has; all on the caller's thread. */
final class VendorScenario implements AutoCloseable {
    final ScriptedTransport transport = new ScriptedTransport();
    final FakeIssuer signer = FakeIssuer.builder().algorithms("ES256").start(); // quick to make
    final KeyFetcher fetcher;

    VendorScenario(IssuerTemplate template) {
        this.fetcher = KeyFetcher.builder()
                .trust(template)
                .transport(transport)
                .guardedTransport(transport)
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .build();
    }

    VendorScenario publishes(String uri, String document) {
        transport.on(uri).respondAlways(200, document, "content-type", "application/json");
        return this;
    }

    /** The signer's keys with further members, as vendors add them. */
    String keysWith(String members) {
        return signer.jwkSet().replace("\"kty\"", members + ",\"kty\"");
    }

    TokenBuilder token(String issuer, Map<String, ?> claims) {
        return signer.token().claim("iss", issuer).claims(claims);
    }

    CompletableFuture<VerificationKey> getKey(String issuer) {
        return fetcher.getKey(token(issuer, Map.of()).mint());
    }

    KeyFetchException refusalOf(String issuer) {
        return (KeyFetchException)
                getKey(issuer).handle((key, failure) -> failure).join();
    }

    @Override
    public void close() {
        fetcher.close();
        signer.close();
    }
}
