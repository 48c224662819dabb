package org.jwks4j.benchmarks.system;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.verifier.BlockingJwtVerifier;
import org.jwks4j.verifier.JwtVerifier;

/** As the README says; with the JDK's crypto, which is all that the peers find. */
final class Jwks4j implements Contestant {
    private final KeyFetcher fetcher;
    private final BlockingJwtVerifier verifier;

    private Jwks4j(TrustedIssuer issuer, @Nullable Duration freshness) {
        RefreshPolicy policy = RefreshPolicy.defaults();
        fetcher = KeyFetcher.builder()
                .trust(issuer)
                .allowHttpOnLoopback()
                .refreshPolicy(freshness == null ? policy : policy.withFreshness(freshness, freshness, freshness))
                .build();
        verifier = JwtVerifier.builder(fetcher)
                .audience(Service.AUDIENCE)
                .installedProvidersOnly()
                .build()
                .blocking();
    }

    /** Finds the keys through the issuer's metadata. */
    static Jwks4j byIssuer(FakeIssuer issuer, @Nullable Duration freshness) {
        return new Jwks4j(TrustedIssuer.of(issuer.issuer()), freshness);
    }

    /** Is told what the peers are told. */
    static Jwks4j byJwksUri(FakeIssuer issuer, @Nullable Duration freshness) {
        return new Jwks4j(
                TrustedIssuer.of(issuer.issuer()).withJwksUri(issuer.jwksUri().toString()), freshness);
    }

    @Override
    public void verify(String token) {
        verifier.verify(token);
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
