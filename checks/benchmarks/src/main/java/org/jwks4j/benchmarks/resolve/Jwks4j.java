package org.jwks4j.benchmarks.resolve;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As the README says; the JWK Set comes out of memory. */
@State(Scope.Benchmark)
public class Jwks4j {
    private KeyFetcher fetcher;

    /** Builds and warms up. */
    @Setup
    public void build(Fixture fixture) {
        byte[] body = fixture.jwkSet.getBytes(StandardCharsets.UTF_8);
        HttpTransport memory =
                request -> CompletableFuture.completedFuture(new HttpTransport.Response(200, Map.of(), body));
        fetcher = KeyFetcher.builder()
                .trust(TrustedIssuer.of(Fixture.ISSUER).withJwksUri(Fixture.JWK_SET_URI))
                .transport(memory)
                .build();
        fetcher.getKey(fixture.token).join();
    }

    /** From the token to the key. */
    @Benchmark
    public PublicKey jwks4j(Fixture fixture) {
        return fetcher.getKey(fixture.token).join().publicKey();
    }

    /** Closes. */
    @TearDown
    public void close() {
        fetcher.close();
    }
}
