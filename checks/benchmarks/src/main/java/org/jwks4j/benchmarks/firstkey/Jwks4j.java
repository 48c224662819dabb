package org.jwks4j.benchmarks.firstkey;

import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;

/** As the README says; told the issuer, or what the peers are told. */
final class Jwks4j implements Contestant {
    private final boolean byIssuer;

    Jwks4j(boolean byIssuer) {
        this.byIssuer = byIssuer;
    }

    @Override
    public void firstKey(String issuer, String jwksUri, String token, Clock clock) {
        TrustedIssuer trusted = TrustedIssuer.of(issuer);
        KeyFetcher fetcher = KeyFetcher.builder()
                .trust(byIssuer ? trusted : trusted.withJwksUri(jwksUri))
                .allowHttpOnLoopback()
                .build();
        clock.at("set up");
        CompletableFuture<VerificationKey> key = fetcher.getKey(token);
        clock.at("token read, asking");
        key.join().publicKey();
    }
}
