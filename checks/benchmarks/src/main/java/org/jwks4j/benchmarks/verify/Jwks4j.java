package org.jwks4j.benchmarks.verify;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.JwtVerifierBuilder;
import org.jwks4j.verifier.VerifiedJwt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As the README says; and with verified tokens remembered. */
@State(Scope.Benchmark)
public class Jwks4j {
    private KeyFetcher fetcher;
    private JwtVerifier verifier;
    private JwtVerifier remembering;
    private byte[] received;

    /** Builds and warms up. */
    @Setup
    public void build(Issued issued) {
        fetcher = KeyFetcher.builder()
                .trust(issued.issuer.issuer())
                .allowHttpOnLoopback()
                .build();
        verifier = builder(issued).build();
        remembering = builder(issued).rememberVerifiedTokens(16L << 20).build();
        verifier.verify(issued.token).join();
        remembering.verify(issued.token).join();
        received = issued.bytes();
    }

    private JwtVerifierBuilder builder(Issued issued) {
        JwtVerifierBuilder builder = JwtVerifier.builder(fetcher).audience(Issued.AUDIENCE);
        return issued.provider == null
                ? builder.installedProvidersOnly()
                : builder.provider(issued.provider.getName(), algorithm(issued));
    }

    private static JwsAlgorithm algorithm(Issued issued) {
        return issued.algorithm.equals("EdDSA")
                ? JwsAlgorithm.ED25519
                : JwsAlgorithm.of(issued.algorithm).orElseThrow();
    }

    /** Verifies; who asks for more claims than the rules need pays when asking. */
    @Benchmark
    public VerifiedJwt jwks4j(Issued issued) {
        return verifier.verify(issued.token).join();
    }

    /** Verifies, and reads the subject. */
    @Benchmark
    public @Nullable String jwks4jAndSubject(Issued issued) {
        return verifier.verify(issued.token).join().claims().subject().orElse(null);
    }

    /** Verifies a token that was verified before. */
    @Benchmark
    public VerifiedJwt jwks4jRepeated(Issued issued) {
        return remembering.verify(issued.token).join();
    }

    /** The same from bytes, as a server receives them: no hash of the String is kept. */
    @Benchmark
    public VerifiedJwt jwks4jRepeatedNewString() {
        return remembering
                .verify(new String(received, StandardCharsets.ISO_8859_1))
                .join();
    }

    /** Closes. */
    @TearDown
    public void close() {
        fetcher.close();
    }
}
