package org.jwks4j.benchmarks.keyset;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Sets of one to two thousand RSA keys under IDs of 43 characters. The numbers are the same in all, since none is verified with. The
 * keys take turns, so that none is first or last.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LargeSets {
    private static final String ISSUER = "https://issuer.example.com";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** How many keys the set has. */
    @Param({"1", "4", "5", "100", "250", "2000"})
    public int keys;

    private byte[] document = {};
    private String[] keyIds = {};
    private int turn;
    private KeyFetcher fetcher;
    private Jwk one;
    private Jwk other;

    /** Publishes the set to a fetcher. */
    @Setup
    public void publish() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] modulus = ((RSAPublicKey) generator.generateKeyPair().getPublic())
                .getModulus()
                .toByteArray();
        String number = BASE64.encodeToString(Arrays.copyOfRange(modulus, 1, modulus.length));
        keyIds = IntStream.range(0, keys).mapToObj(LargeSets::keyId).toArray(String[]::new);
        document = Arrays.stream(keyIds)
                .map(keyId -> "{\"kid\":\"" + keyId + "\",\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\""
                        + number + "\",\"e\":\"AQAB\"}")
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
        JwkSet set = JwkSet.parse(document);
        fetcher = KeyFetcher.builder()
                .trust(TrustedIssuer.of(ISSUER).withJwkSet(set))
                .build();
        one = set.keys().get(0);
        other = JwkSet.parse(document).keys().get(0);
    }

    private static String keyId(int number) {
        byte[] bytes = new byte[32];
        new Random(number).nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** One of the keys, by its ID. */
    @Benchmark
    public VerificationKey find() {
        turn = turn + 1 < keyIds.length ? turn + 1 : 0;
        return fetcher.getKey(ISSUER, keyIds[turn]).join();
    }

    /** Whether a key that was handed out may still be used, as a cache of verified tokens asks each time. */
    @Benchmark
    public boolean isCurrent() {
        turn = turn + 1 < keyIds.length ? turn + 1 : 0;
        return fetcher.isCurrent(fetcher.getKey(ISSUER, keyIds[turn]).join());
    }

    /** The document to keys, all checked. */
    @Benchmark
    public JwkSet read() {
        return JwkSet.parse(document);
    }

    /** Two keys compared by their fields. */
    @Benchmark
    public boolean compare() {
        return one.equals(other);
    }

    /** A key's hash. */
    @Benchmark
    public int hash() {
        return one.hashCode();
    }

    /** Ends the fetcher. */
    @TearDown
    public void close() {
        fetcher.close();
    }
}
