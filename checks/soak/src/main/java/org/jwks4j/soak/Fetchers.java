package org.jwks4j.soak;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;

/** The two services: one with issuers of its own, tenants and customers; one that trusts anyone. */
final class Fetchers {
    static final String OWN = "https://own-";
    static final String REALM = "https://idp.example.com/realms/";
    static final String CUSTOMER = "https://customer-";
    static final int OWN_ISSUERS = 5;

    private static final long SIXTEEN_MIB = 16 * 1024 * 1024;

    private Fetchers() {}

    private static KeyFetcherBuilder builder(ToLoopback network) {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .transport(network)
                .guardedTransport(network)
                .maximumIssuerMemory(SIXTEEN_MIB, SIXTEEN_MIB)
                .refreshPolicy(RefreshPolicy.defaults()
                        .withFreshness(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofMinutes(1)));
        for (int i = 0; i < OWN_ISSUERS; i++) {
            builder.trust(TrustedIssuer.of(OWN + i + ".example.com"));
        }
        return builder;
    }

    static KeyFetcher forTenants(ToLoopback network) {
        return builder(network)
                .trust(IssuerTemplate.of(REALM + "{realm}"))
                .trust(Fetchers::resolve)
                .build();
    }

    static KeyFetcher forAnyone(ToLoopback network) {
        return builder(network).trustAnyIssuer().build();
    }

    /** A database that is fast for customers, and does not answer for each eighth invention. */
    private static CompletableFuture<Optional<TrustedIssuer>> resolve(String name) {
        if (name.startsWith("https://hang-")) {
            return new CompletableFuture<>();
        }
        Optional<TrustedIssuer> answer =
                name.startsWith(CUSTOMER) ? Optional.of(TrustedIssuer.of(name)) : Optional.empty();
        return new CompletableFuture<Optional<TrustedIssuer>>().completeOnTimeout(answer, 5, TimeUnit.MILLISECONDS);
    }
}
