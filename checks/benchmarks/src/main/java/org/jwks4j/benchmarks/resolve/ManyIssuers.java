package org.jwks4j.benchmarks.resolve;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
 * One fetcher with many issuers. As many tokens take turns in every case of a comparison, so that only the number of issuers differs
 * and not how many tokens the processor's caches must hold. The peers keep one issuer each; a map of them is the application's.
 */
@State(Scope.Benchmark)
public class ManyIssuers {
    private static final long GIB = 1024 * 1024 * 1024;

    /** How many issuers are trusted and have their keys cached. */
    @Param({"1", "1000", "100000"})
    public int issuers;

    /** Whether they were trusted by name, or a resolver vouched for each. */
    @Param({"by name", "by resolver"})
    public String trust;

    /** How many tokens take turns, of as many issuers as there are. */
    @Param({"1000", "100000"})
    public int tokens;

    private String[] texts;
    private KeyFetcher fetcher;

    /** A thread's place among the tokens. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;

        int take(int tokens) {
            next = (next + 1) % tokens;
            return next;
        }
    }

    /** Fetches all keys. Each issuer has a kid of its own; the numbers are the same, since only looking them up is measured. */
    @Setup
    public void fetchAll() throws Exception {
        String jwkSet = new JWKSet(Shape.AUTH0.newKey("KID")).toString(true);
        HttpTransport memory = request -> {
            String keyId = keyId(request.uri().getHost());
            byte[] body = jwkSet.replace("KID", keyId).getBytes(StandardCharsets.UTF_8);
            return CompletableFuture.completedFuture(new HttpTransport.Response(200, Map.of(), body));
        };
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .transport(memory)
                .maximumIssuers(2 * issuers)
                .maximumIssuerMemory(GIB, GIB); // all of them at work are half of it
        if (trust.equals("by name")) {
            for (int i = 0; i < issuers; i++) {
                builder.trust(issuer(name(i)));
            }
        } else {
            builder.trust(name -> CompletableFuture.completedFuture(Optional.of(issuer(name))))
                    .allowPrivateAddresses();
        }
        fetcher = builder.build();
        for (int i = 0; i < issuers; i++) {
            fetcher.getJwkSet(name(i)).join();
        }
        texts = new String[tokens];
        for (int i = 0; i < tokens; i++) {
            int number = (int) ((long) i * issuers / tokens);
            texts[i] = Shape.AUTH0.mint(name(number), keyId(host(number)));
        }
        System.gc(); // the fetching has left work for the collector, which is not what is measured
    }

    /** Of the length that Auth0's have, and nothing of them alike. */
    private static String keyId(String host) {
        byte[] bytes = new byte[15];
        new Random(host.hashCode()).nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Each of a domain of its own: of one domain, ten newcomers a second have their turn. */
    private static String host(int number) {
        return "tenant-" + number + "-acme.example";
    }

    private static String name(int number) {
        return "https://" + host(number) + "/";
    }

    private static TrustedIssuer issuer(String name) {
        return TrustedIssuer.of(name).withJwksUri(name + "keys.json");
    }

    /** From the token to the key. */
    @Benchmark
    public PublicKey jwks4j(Turn turn) {
        return fetcher.getKey(texts[turn.take(tokens)]).join().publicKey();
    }

    /** Closes. */
    @TearDown
    public void close() {
        fetcher.close();
    }
}
