package org.jwks4j.fetcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;

/** A resolver that counts questions and gives the answer that a test sets; at first, a yes for the scenario's issuer. */
abstract class ResolverScenario {
    final List<String> asked = new ArrayList<>();
    CompletableFuture<Optional<TrustedIssuer>> answer = CompletableFuture.completedFuture(
            Optional.of(TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString())));
    final Scenario scenario = Scenario.of(resolving()).publishes();

    @AfterEach
    void close() {
        scenario.close();
    }

    KeyFetcherBuilder resolving() {
        return KeyFetcher.builder().allowPrivateAddresses().trust(issuer -> {
            asked.add(issuer);
            return answer;
        });
    }
}
