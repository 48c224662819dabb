package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.List;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.BlockingJwtVerifier;
import org.jwks4j.verifier.JwtVerifier;

/** As the README says; with the JDK's crypto, which is all that the peers find. */
final class Jwks4j implements Contestant {
    private final KeyFetcher fetcher;
    private final BlockingJwtVerifier verifier;

    private Jwks4j(List<TrustedIssuer> issuers, Settings settings) {
        KeyFetcherBuilder builder = KeyFetcher.builder().allowHttpOnLoopback();
        issuers.forEach(builder::trust);
        Duration freshness = settings.freshness();
        if (freshness != null) {
            builder.refreshPolicy(RefreshPolicy.defaults().withFreshness(freshness, freshness, freshness));
        }
        Duration deadline = settings.deadline();
        if (deadline != null) {
            builder.deadline(deadline);
        }
        fetcher = builder.build();
        verifier = JwtVerifier.builder(fetcher)
                .audience(Service.AUDIENCE)
                .installedProvidersOnly()
                .build()
                .blocking();
    }

    /** Finds the keys through each issuer's metadata. */
    static Jwks4j byIssuer(List<IssuerAt> issuers, Settings settings) {
        return new Jwks4j(
                issuers.stream().map(at -> TrustedIssuer.of(at.issuer())).toList(), settings);
    }

    /** Is told what the peers are told. */
    static Jwks4j byJwksUri(List<IssuerAt> issuers, Settings settings) {
        return new Jwks4j(
                issuers.stream()
                        .map(at -> TrustedIssuer.of(at.issuer())
                                .withJwksUri(at.jwksUri().toString()))
                        .toList(),
                settings);
    }

    long issuersWithFailures() {
        return fetcher.status().stream().filter(status -> status.failures() > 0).count();
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
