package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.verifier.Octets.bigEndian;
import static org.jwks4j.verifier.Octets.neutralPoint;
import static org.jwks4j.verifier.Segments.encode;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.testkit.SigningKey;

/** Keys that an issuer publishes and should not: a token of theirs is refused with the reason, and the others still work. */
final class UnusableKeyTest {
    @AutoClose
    static final Shop SHOP = Shop.open("RS256", "ES256", "Ed25519");

    private static final SigningKey RSA = SHOP.key("RS256").withKeyId("bad");
    private static final SigningKey EC = SHOP.key("ES256").withKeyId("bad");
    private static final SigningKey ED = SHOP.key("Ed25519").withKeyId("bad");
    private static final SigningKey GOOD = SigningKey.generate("ES256").withKeyId("good");

    static Stream<Arguments> unusable() {
        return Stream.of(rsaKeys(), pointKeys(), keysOfAnotherPurpose()).flatMap(keys -> keys);
    }

    private static Stream<Arguments> rsaKeys() {
        BigInteger modulus = ((RSAPublicKey) RSA.publicKey()).getModulus();
        BigInteger large = BigInteger.ONE.shiftLeft(8193).add(BigInteger.ONE);
        return Stream.of(
                bad("1024 bits", SigningKey.generateRsa("RS256", 1024).withKeyId("bad"), SkipReason.RSA_TOO_SMALL),
                bad("over 8192 bits", RSA.withJwkMember("n", number(large)), SkipReason.RSA_TOO_LARGE),
                bad("even modulus", RSA.withJwkMember("n", number(modulus.clearBit(0))), SkipReason.RSA_INVALID),
                bad("ROCA", RSA.withJwkMember("n", number(rocaModulus())), SkipReason.RSA_ROCA),
                bad("e = 1", RSA.withJwkMember("e", "AQ"), SkipReason.RSA_INVALID),
                bad("even e", RSA.withJwkMember("e", "AQAA"), SkipReason.RSA_INVALID),
                bad("huge e", RSA.withJwkMember("e", number(modulus.subtract(BigInteger.TWO))), SkipReason.RSA_INVALID),
                bad("no e", RSA.withJwkMember("e", null), SkipReason.MALFORMED),
                bad("n with a space", RSA.withJwkMember("n", RSA.jwk().get("n") + " "), SkipReason.MALFORMED),
                bad("wrongly padded n", RSA.withJwkMember("n", RSA.jwk().get("n") + "="), SkipReason.MALFORMED));
    }

    private static Stream<Arguments> pointKeys() {
        Object x = EC.jwk().get("x");
        Object y = EC.jwk().get("y");
        return Stream.of(
                bad("off the curve", EC.withJwkMember("y", x), SkipReason.NOT_ON_CURVE),
                bad(
                        "at infinity",
                        EC.withJwkMember("x", zeros(32)).withJwkMember("y", zeros(32)),
                        SkipReason.NOT_ON_CURVE),
                bad("short coordinate", EC.withJwkMember("x", zeros(31)), SkipReason.WRONG_LENGTH),
                bad("long coordinate", EC.withJwkMember("y", zeros(33)), SkipReason.WRONG_LENGTH),
                bad("on another curve", EC.withJwkMember("crv", "P-384"), SkipReason.WRONG_LENGTH),
                bad("on an unknown curve", EC.withJwkMember("crv", "P-192"), SkipReason.UNSUPPORTED_CURVE),
                bad("alg of another curve", EC.withJwkMember("alg", "ES384"), SkipReason.ALGORITHM_MISMATCH),
                bad("no y", EC.withJwkMember("y", null).withJwkMember("z", y), SkipReason.MALFORMED),
                bad("small order", ED.withJwkMember("x", encode(neutralPoint(32))), SkipReason.SMALL_ORDER),
                bad("order 4", ED.withJwkMember("x", zeros(32)), SkipReason.SMALL_ORDER),
                bad("short OKP", ED.withJwkMember("x", zeros(31)), SkipReason.WRONG_LENGTH),
                bad("X25519", ED.withJwkMember("crv", "X25519"), SkipReason.UNSUPPORTED_CURVE));
    }

    private static Stream<Arguments> keysOfAnotherPurpose() {
        List<?> otherCertificate =
                (List<?>) SigningKey.generate("ES256").withCertificate().jwk().get("x5c");
        return Stream.of(
                bad("use: enc", RSA.withJwkMember("use", "enc"), SkipReason.NOT_FOR_SIGNATURES),
                bad("key_ops", RSA.withJwkMember("key_ops", List.of("encrypt")), SkipReason.NOT_FOR_SIGNATURES),
                bad("alg of encryption", RSA.withJwkMember("alg", "RSA-OAEP"), SkipReason.UNSUPPORTED_ALGORITHM),
                bad("alg HS256", RSA.withJwkMember("alg", "HS256"), SkipReason.UNSUPPORTED_ALGORITHM),
                bad("alg none", RSA.withJwkMember("alg", "none"), SkipReason.UNSUPPORTED_ALGORITHM),
                bad("alg of another type", RSA.withJwkMember("alg", "ES256"), SkipReason.ALGORITHM_MISMATCH),
                bad("unknown kty", RSA.withJwkMember("kty", "XYZ"), SkipReason.UNSUPPORTED_KEY_TYPE),
                bad("symmetric", RSA.withJwkMember("kty", "oct"), SkipReason.SYMMETRIC_KEY),
                bad("no kty", RSA.withJwkMember("kty", null), SkipReason.MALFORMED),
                bad("another x5c", EC.withJwkMember("x5c", otherCertificate), SkipReason.CERTIFICATE_MISMATCH));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableKey_isNotUsed_andTheRefusalSaysWhy(SigningKey bad, SkipReason reason) {
        try (Shop shop = SHOP.holding(bad, GOOD)) {
            assertThat(shop.refuses(shop.token().signedWith(bad).mint(), Reason.SKIPPED_KEY))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining("\"bad\"")
                    .hasMessageContaining(reason.name());

            assertThat(shop.accepts(shop.token().signedWith(GOOD).mint()).key().keyId())
                    .isEqualTo("good");
        }
    }

    @Test
    void signatureThatFitsEveryMessage_underAKeyOfSmallOrder_isRefused() {
        SigningKey neutral = ED.withJwkMember("x", encode(neutralPoint(32)));
        try (Shop shop = SHOP.holding(neutral, GOOD)) {
            String forged = shop.token()
                    .signedWith(neutral)
                    .tamperedSignature(genuine -> neutralPoint(64))
                    .mint();

            shop.refuses(forged, Reason.SKIPPED_KEY);
        }
    }

    /** As published keys may be spelled (docs/published-keys.md): what comes out was checked anyway. */
    @Test
    void keyInAnotherSpelling_works() {
        for (SigningKey odd : List.of(
                RSA.withJwkMember("n", RSA.jwk().get("n") + "==\n").withJwkMember("x5c", List.of()),
                EC.withJwkMember("x", encode(signed(EC.jwk().get("x")))))) {
            try (Shop shop = SHOP.holding(odd)) {
                VerifiedJwt verified = shop.accepts(shop.token().signedWith(odd).mint());

                assertThat(verified.key().jwk().notes()).isNotEmpty();
            }
        }
    }

    private static byte[] signed(Object base64Url) {
        byte[] number = Base64.getUrlDecoder().decode((String) base64Url);
        byte[] signed = new byte[number.length + 1];
        System.arraycopy(number, 0, signed, 1, number.length);
        return signed;
    }

    @Test
    void privateMembers_areDropped_andTheKeyWorks() {
        SigningKey leaked = RSA.withPrivateMembers();
        try (Shop shop = SHOP.holding(leaked)) {
            VerifiedJwt verified = shop.accepts(shop.token().signedWith(leaked).mint());

            assertThat(verified.key().jwk().privateMembersDropped()).isTrue();
            assertThat(verified.key().jwk().toJson().asMap()).containsOnlyKeys("kid", "use", "alg", "kty", "n", "e");
        }
    }

    @Test
    void certificateOfTheSameKey_isFine() {
        SigningKey certified = EC.withCertificate();
        try (Shop shop = SHOP.holding(certified)) {
            shop.accepts(shop.token().signedWith(certified).mint());
        }
    }

    private static Arguments bad(String name, SigningKey key, SkipReason reason) {
        return Arguments.of(Named.of(name, key), reason);
    }

    /** 1 modulo every prime of the fingerprint (CVE-2017-15361), which is a power of 65537 modulo each. */
    private static BigInteger rocaModulus() {
        BigInteger primes = BigInteger.ONE;
        for (BigInteger p = BigInteger.valueOf(3); p.intValue() <= 167; p = p.nextProbablePrime()) {
            primes = primes.multiply(p);
        }
        int missing = 2048 - primes.bitLength();
        return primes.shiftLeft(missing).add(BigInteger.ONE);
    }

    private static String zeros(int length) {
        return encode(new byte[length]);
    }

    private static String number(BigInteger number) {
        return encode(bigEndian(number, (number.bitLength() + 7) / 8));
    }
}
