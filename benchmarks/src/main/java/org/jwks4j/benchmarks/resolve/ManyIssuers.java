package org.jwks4j.benchmarks.resolve;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One fetcher with many issuers. A thousand tokens take turns in every case, so that only the number of issuers differs and
 * not how many tokens the processor's caches must hold. The peers keep one issuer each; a map of them is the application's.
 */
@State(Scope.Benchmark)
public class ManyIssuers {
    private static final int TOKENS = 1_000;

    /** How many issuers are trusted and have their keys cached. */
    @Param({"1", "1000", "100000"})
    public int issuers;

    /** Whether they were trusted by name, or a resolver vouched for each. */
    @Param({"by name", "by resolver"})
    public String trust;

    private final String[] tokens = new String[TOKENS];
    private KeyFetcher fetcher;

    /** A thread's place among the tokens. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;

        int take() {
            next = (next + 1) % TOKENS;
            return next;
        }
    }

    /** Fetches all keys. All issuers publish the same ones, since only looking them up is measured. */
    @Setup
    public void fetchAll() throws Exception {
        JWK key = Shape.AUTH0.newKey();
        byte[] body = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
        HttpTransport memory =
                request -> CompletableFuture.completedFuture(new HttpTransport.Response(200, Map.of(), body));
        KeyFetcherBuilder builder = KeyFetcher.builder().transport(memory).maximumIssuers(2 * issuers);
        if (trust.equals("by name")) {
            for (int i = 0; i < issuers; i++) {
                builder.trust(issuer(name(i)));
            }
        } else {
            builder.trust(name -> CompletableFuture.completedFuture(Optional.of(issuer(name))));
        }
        fetcher = builder.build();
        for (int i = 0; i < issuers; i++) {
            fetcher.getJwkSet(name(i)).join();
        }
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = Shape.AUTH0.mint(name((int) ((long) i * issuers / TOKENS)), key);
        }
    }

    private static String name(int number) {
        return "https://tenant-" + number + ".acme.example/";
    }

    private static TrustedIssuer issuer(String name) {
        return TrustedIssuer.of(name).withJwksUri(name + "keys.json");
    }

    /** From the token to the key. */
    @Benchmark
    public PublicKey jwks4j(Turn turn) {
        return fetcher.getKey(tokens[turn.take()]).join().publicKey();
    }

    /** Closes. */
    @TearDown
    public void close() {
        fetcher.close();
    }
}
