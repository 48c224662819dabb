package org.jwks4j.benchmarks.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.VerificationKey;
import org.jwks4j.testkit.FakeIssuer;

/** An issuer on loopback and a service that trusts it. */
final class Service implements AutoCloseable {
    final FakeIssuer issuer = FakeIssuer.start();
    final KeyFetcher fetcher;
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final String payload;

    Service(RefreshPolicy policy) {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .executor(executor)
                .refreshPolicy(policy);
        this.fetcher = builder.build();
        String token = token();
        this.payload = token.substring(token.indexOf('.'));
    }

    /** Its keys are there, and the request for them is not counted. */
    Service warmedUp() {
        fetcher.refresh(issuer.issuer()).join();
        issuer.forgetRequests();
        return this;
    }

    String token() {
        return issuer.mint(Map.of("sub", "somebody"));
    }

    /** A token that names a key nobody has. */
    String inventedToken(int number) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"invented-" + number + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + payload;
    }

    /** Asks, and notes how long the answer took, whatever it was. */
    CompletableFuture<VerificationKey> ask(String token, Latencies latencies) {
        long begin = System.nanoTime();
        return fetcher.getKey(token).whenComplete((key, failure) -> latencies.add(System.nanoTime() - begin));
    }

    @Override
    public void close() {
        fetcher.close();
        issuer.close();
        executor.shutdownNow();
    }
}
