package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.testkit.SigningKey;

/** Keys that an issuer publishes and no one should use: each is passed over with its reason, and the others serve. */
class WeakKeyAttackTest {
    private static final SigningKey RSA = SigningKey.generate("RS256").withKeyId("weak");
    private static final BigInteger MODULUS = ((RSAPublicKey) RSA.publicKey()).getModulus();
    private static final SigningKey EC = SigningKey.generate("ES256").withKeyId("weak");
    private static final SigningKey ED25519 = SigningKey.generate("Ed25519").withKeyId("weak");
    private static final SigningKey ML_DSA = SigningKey.generate("ML-DSA-44").withKeyId("weak");

    static Stream<Arguments> rsaKeys() {
        BigInteger large = BigInteger.ONE.shiftLeft(8193).setBit(0);
        return Stream.of(
                Arguments.of(
                        "1024 bits", SigningKey.generateRsa("RS256", 1024).withKeyId("weak"), SkipReason.RSA_TOO_SMALL),
                Arguments.of("8194 bits", RSA.withJwkMember("n", number(large)), SkipReason.RSA_TOO_LARGE),
                Arguments.of(
                        "even modulus", RSA.withJwkMember("n", number(MODULUS.clearBit(0))), SkipReason.RSA_INVALID),
                Arguments.of("e = 1", RSA.withJwkMember("e", "AQ"), SkipReason.RSA_INVALID),
                Arguments.of("even e", RSA.withJwkMember("e", "AQAA"), SkipReason.RSA_INVALID),
                Arguments.of("huge e", RSA.withJwkMember("e", number(MODULUS)), SkipReason.RSA_INVALID));
    }

    static Stream<Arguments> points() {
        String zeros = Segments.encode(new byte[32]);
        Object x = EC.jwk().get("x");
        return Stream.of(
                Arguments.of("off the curve", EC.withJwkMember("y", x), SkipReason.NOT_ON_CURVE),
                Arguments.of(
                        "at infinity", EC.withJwkMember("x", zeros).withJwkMember("y", zeros), SkipReason.NOT_ON_CURVE),
                Arguments.of(
                        "short coordinate",
                        EC.withJwkMember("x", Segments.encode(new byte[31])),
                        SkipReason.WRONG_LENGTH),
                Arguments.of("Ed25519 of small order", ED25519.withJwkMember("x", zeros), SkipReason.SMALL_ORDER),
                Arguments.of(
                        "short OKP",
                        ED25519.withJwkMember("x", Segments.encode(new byte[31])),
                        SkipReason.WRONG_LENGTH),
                Arguments.of(
                        "short AKP",
                        ML_DSA.withJwkMember("pub", Segments.encode(new byte[1311])),
                        SkipReason.WRONG_LENGTH));
    }

    /** RFC 7518 §3.3, RFC 8017 §3.1: moduli that can be factored, or cost more than they are worth; exponents that do nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rsaKeys")
    void anAbsurdRsaKey_isNotUsed(String attack, SigningKey weak, SkipReason reason) {
        assertNotUsed(weak, reason);
    }

    /** CVE-2017-15361, ROCA: the modulus alone tells that its primes were made by the flawed library. */
    @Test
    void aRocaKey_isNotUsed() {
        assertNotUsed(RSA.withJwkMember("n", number(rocaModulus())), SkipReason.RSA_ROCA);
    }

    /** CVE-2017-16007 (node-jose, invalid curve), RFC 8032 §5.1.7: points with which someone else's signatures verify. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void anAbsurdPoint_isNotUsed(String attack, SigningKey weak, SkipReason reason) {
        assertNotUsed(weak, reason);
    }

    /** OpenID Connect Discovery 1.0 §3: no private keys in a public set. Its public half serves, and someone is told. */
    @Test
    void aPrivateKeyInTheSet_isUsedWithoutItsPrivatePartAndReported() {
        List<String> told = new ArrayList<>();
        KeyFetcherEvent.Listener listener = event -> {
            if (event instanceof KeyFetcherEvent.PrivateKeyPublished published) {
                told.add(published.issuer() + " " + published.keyId().orElse(null));
            }
        };
        try (Service service =
                Service.cold(KeyFetcher.builder().trust(Service.ISSUER).listener(listener), "ES256")) {
            SigningKey leaked = SigningKey.generate("ES256").withKeyId("leaked").withPrivateMembers();
            service.issuer.addKey(leaked);
            service.publishes(Service.ISSUER, Service.JWKS.toString());
            assertThat(service.issuer.jwkSet()).contains("\"d\":");

            service.accepts(service.token().signedWith(leaked).mint());
            assertThat(service.fetcher.getJwkSet(Service.ISSUER).join().toJson().toString())
                    .doesNotContain("\"d\"");
            assertThat(told).containsExactly(Service.ISSUER + " leaked");
        }
    }

    private static void assertNotUsed(SigningKey weak, SkipReason reason) {
        try (Service service = Service.cold(KeyFetcher.builder().trust(Service.ISSUER), "ES256")) {
            service.issuer.addKey(weak);
            service.publishes(Service.ISSUER, Service.JWKS.toString());
            service.refuses(service.token().signedWith(weak).mint(), Reason.SKIPPED_KEY);
            assertThat(service.fetcher.getJwkSet(Service.ISSUER).join().skipped())
                    .singleElement()
                    .satisfies(key -> assertThat(key.reason()).isEqualTo(reason));
            service.isUnharmed();
        }
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Segments.encode(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    /** A power of 65537 modulo each small prime, as the flawed library's are. */
    private static BigInteger rocaModulus() {
        BigInteger primorial = IntStream.rangeClosed(3, 167)
                .mapToObj(BigInteger::valueOf)
                .filter(number -> number.isProbablePrime(50))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger modulus = primorial
                .shiftLeft(2048 - primorial.bitLength())
                .add(BigInteger.valueOf(65537).modPow(BigInteger.valueOf(1000), primorial));
        return modulus.testBit(0) ? modulus : modulus.add(primorial);
    }
}
