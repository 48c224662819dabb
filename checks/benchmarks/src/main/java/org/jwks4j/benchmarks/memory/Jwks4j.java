package org.jwks4j.benchmarks.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.ManualTime;

/** One fetcher for all issuers. Its timers are the test kit's, so that time can pass and all that waits is counted. */
enum Jwks4j implements Contestant {
    /** Trusted by name, which are never let go. */
    NAMED("jwks4j, trusted by name"),
    /** The same, and both keys of each were asked for: their public keys are built. */
    NAMED_ALL_KEYS_USED("jwks4j, trusted by name, both keys used"),
    /** A resolver vouches for them. */
    RESOLVED("jwks4j, resolved, at work"),
    /** The same, and both keys of each were asked for. */
    RESOLVED_ALL_KEYS_USED("jwks4j, resolved, at work, both keys used"),
    /** The same, and no one asked for half an hour. */
    AT_REST("jwks4j, resolved, both keys used, then at rest");

    private static final Duration TURN = Duration.ofMillis(100);

    private final String title;

    Jwks4j(String title) {
        this.title = title;
    }

    @Override
    public Object fetchAll(int issuers) {
        ManualTime time = ManualTime.start();
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .transport(Jwks4j::respond)
                .maximumIssuers(100_000)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run);
        if (this == NAMED || this == NAMED_ALL_KEYS_USED) {
            for (int i = 0; i < issuers; i++) {
                builder.trust(TrustedIssuer.of(JwkSets.issuer(i)).withJwksUri(JwkSets.uri(i)));
            }
        } else {
            builder.trust(Jwks4j::vouch).allowPrivateAddresses();
        }
        KeyFetcher fetcher = builder.build();
        for (int i = 0; i < issuers; i++) {
            use(fetcher, i, time);
        }
        if (this == AT_REST) {
            time.advance(Duration.ofMinutes(30));
        }
        return fetcher;
    }

    /** Newcomers of one host wait for their turn, which comes with time. */
    private void use(KeyFetcher fetcher, int number, ManualTime time) {
        String issuer = JwkSets.issuer(number);
        CompletableFuture<JwkSet> fetched = fetcher.getJwkSet(issuer);
        while (!fetched.isDone()) {
            time.advance(TURN);
        }
        fetched.join();
        if (this != NAMED && this != RESOLVED) {
            for (int key = 0; key < 2; key++) {
                fetcher.getKey(issuer, JwkSets.keyId(JwkSets.uri(number), key))
                        .join()
                        .publicKey();
            }
        }
    }

    private static CompletableFuture<Optional<TrustedIssuer>> vouch(String issuer) {
        return CompletableFuture.completedFuture(
                Optional.of(TrustedIssuer.of(issuer).withJwksUri(issuer + "/protocol/openid-connect/certs")));
    }

    private static CompletableFuture<HttpTransport.Response> respond(HttpTransport.Request request) {
        byte[] body = JwkSets.of(request.uri().toString()).getBytes(StandardCharsets.UTF_8);
        return CompletableFuture.completedFuture(
                new HttpTransport.Response(200, Map.of("content-type", List.of("application/json")), body));
    }

    @Override
    public String title() {
        return title;
    }
}
