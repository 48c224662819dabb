package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.base64Url;
import static org.jwks4j.jwk.Jwks.ec;
import static org.jwks4j.jwk.Jwks.octets;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.with;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EcJwkTest {
    private static final KeyPair P256 = Jwks.generateEc("secp256r1");
    private static final ECParameterSpec P256_PARAMETERS = ((ECPublicKey) P256.getPublic()).getParams();
    private static final BigInteger P256_PRIME =
            ((ECFieldFp) P256_PARAMETERS.getCurve().getField()).getP();

    /** The point of P-256 with the smallest x: its encoding begins with many zeroes. */
    private static final BigInteger SMALL_X = smallestX();

    private static final BigInteger SMALL_Y = squareRoot(rightSide(SMALL_X));

    private static BigInteger smallestX() {
        BigInteger x = BigInteger.ONE;
        while (!squareRoot(rightSide(x)).modPow(BigInteger.TWO, P256_PRIME).equals(rightSide(x))) {
            x = x.add(BigInteger.ONE);
        }
        return x;
    }

    private static BigInteger rightSide(BigInteger x) {
        return x.pow(3)
                .add(P256_PARAMETERS.getCurve().getA().multiply(x))
                .add(P256_PARAMETERS.getCurve().getB())
                .mod(P256_PRIME);
    }

    /** The prime is 3 modulo 4. */
    private static BigInteger squareRoot(BigInteger square) {
        return square.modPow(P256_PRIME.add(BigInteger.ONE).shiftRight(2), P256_PRIME);
    }

    @ParameterizedTest
    @CsvSource({
        "P-256, secp256r1, SHA256withECDSA, ES256",
        "P-384, secp384r1, SHA384withECDSA, ES384",
        "P-521, secp521r1, SHA512withECDSA, ES512"
    })
    void publicKey_isTheJdksAndVerifies(String crv, String jcaCurve, String jcaAlgorithm, String alg) throws Exception {
        KeyPair pair = Jwks.generateEc(jcaCurve);
        Signature signer = Signature.getInstance(jcaAlgorithm);
        signer.initSign(pair.getPrivate());
        signer.update(new byte[] {1, 2, 3});
        byte[] signature = signer.sign();

        Jwk jwk = read(with(ec(crv, pair.getPublic()), "alg", alg));
        Signature verifier = Signature.getInstance(jcaAlgorithm);
        verifier.initVerify(jwk.publicKey());
        verifier.update(new byte[] {1, 2, 3});

        assertThat(jwk.publicKey()).isEqualTo(pair.getPublic());
        assertThat(jwk.algorithms()).extracting(JwsAlgorithm::jwsName).containsExactly(alg);
        assertThat(jwk.description()).isEqualTo(crv);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void pointOffTheCurve_isSkipped() {
        Map<String, Object> good = ec("P-256", SMALL_X, SMALL_Y, 32);

        assertThat(read(good).description()).isEqualTo("P-256");
        assertSkipped(ec("P-256", SMALL_X, SMALL_Y.add(BigInteger.ONE), 32), SkipReason.NOT_ON_CURVE, "not on P-256");
        assertSkipped(ec("P-256", SMALL_Y, SMALL_X, 32), SkipReason.NOT_ON_CURVE, "not on P-256");
        assertSkipped(ec("P-256", BigInteger.ZERO, BigInteger.ZERO, 32), SkipReason.NOT_ON_CURVE, "not on P-256");
        assertSkipped(ec("secp256k1", SMALL_X, SMALL_Y, 32), SkipReason.NOT_ON_CURVE, "not on secp256k1");
    }

    @Test
    void negatedPoint_isOnTheCurveToo() {
        PublicKey key =
                read(ec("P-256", SMALL_X, P256_PRIME.subtract(SMALL_Y), 32)).publicKey();

        assertThat(((ECPublicKey) key).getW().getAffineX()).isEqualTo(SMALL_X);
    }

    @Test
    void coordinateNotBelowThePrime_isSkipped() {
        assertSkipped(ec("P-256", SMALL_X.add(P256_PRIME), SMALL_Y, 32), SkipReason.NOT_ON_CURVE, "not on P-256");
        BigInteger zeroX = squareRoot(rightSide(BigInteger.ZERO));
        assertThat(read(ec("P-256", BigInteger.ZERO, zeroX, 32)).keyType()).isEqualTo("EC");
        assertSkipped(ec("P-256", P256_PRIME, zeroX, 32), SkipReason.NOT_ON_CURVE, "not on P-256");
    }

    /** 66 bytes have room for seven more bits than the prime of P-521. */
    @Test
    void coordinateOfP521PastThePrime_isSkipped() {
        ECPublicKey key = (ECPublicKey) Jwks.generateEc("secp521r1").getPublic();
        BigInteger prime = ((ECFieldFp) key.getParams().getCurve().getField()).getP();
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();

        assertThat(read(ec("P-521", x, y, 66)).publicKey()).isEqualTo(key);
        assertSkipped(ec("P-521", x.add(prime), y, 66), SkipReason.NOT_ON_CURVE, "not on P-521");
        assertSkipped(ec("P-521", x, y.add(prime), 66), SkipReason.NOT_ON_CURVE, "not on P-521");
    }

    /** Encoders of numbers drop zeros in front, and add one for the sign: three of four P-521 keys lose one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 31, 33, 34, 66})
    void coordinateThatLostItsLeadingZerosOrHasMore_isReadAndNoted(int length) {
        Map<String, Object> good = ec("P-256", SMALL_X, SMALL_Y, 32);
        Map<String, Object> odd = with(good, "x", base64Url(octets(SMALL_X, length)));

        Jwk jwk = read(odd);

        assertThat(jwk).isEqualTo(read(good)).hasSameHashCodeAs(read(good));
        assertThat(jwk.toJson()).isEqualTo(read(good).toJson());
        assertThat(jwk.thumbprint()).isEqualTo(read(good).thumbprint());
        assertThat(jwk.publicKey()).isEqualTo(read(good).publicKey());
        assertThat(jwk.notes()).containsExactly("x has " + length + " bytes, but P-256 asks for 32");
        assertThat(read(good).notes()).isEmpty();
    }

    @Test
    void bothCoordinatesMayBeOfOddLength() {
        Map<String, Object> odd = with(ec("P-256", SMALL_X, SMALL_Y, 33), "x", base64Url(octets(SMALL_X, 2)));

        assertThat(read(odd)).isEqualTo(read(ec("P-256", SMALL_X, SMALL_Y, 32)));
        assertThat(read(odd).notes())
                .containsExactly("x has 2 bytes, but P-256 asks for 32", "y has 33 bytes, but P-256 asks for 32");
    }

    @Test
    void oddLengthOfAPointThatIsNotOnTheCurveThen_isSkipped() {
        Map<String, Object> good = ec("P-256", SMALL_X, SMALL_Y, 32);
        byte[] x = octets(SMALL_X, 32);
        byte[] y = octets(SMALL_Y, 32);

        assertSkipped(with(good, "y", base64Url(Arrays.copyOf(y, 31))), SkipReason.WRONG_LENGTH, "y has 31 bytes");
        assertSkipped(with(good, "y", base64Url(Arrays.copyOf(y, 33))), SkipReason.WRONG_LENGTH, "y has 33 bytes");
        assertSkipped(with(good, "x", base64Url(Arrays.copyOf(x, 33))), SkipReason.WRONG_LENGTH, "asks for 32");
        assertSkipped(with(good, "x", base64Url(new byte[31])), SkipReason.WRONG_LENGTH, "x has 31 bytes");
        byte[] signed = new byte[33];
        signed[0] = 1;
        System.arraycopy(y, 0, signed, 1, 32);
        assertSkipped(with(good, "y", base64Url(signed)), SkipReason.WRONG_LENGTH, "y has 33 bytes");
    }

    @Test
    void pointOfAnotherCurve_isSkipped() {
        Map<String, Object> p256 = ec("P-256", P256.getPublic());

        assertSkipped(with(p256, "crv", "P-384"), SkipReason.WRONG_LENGTH, "P-384 asks for 48");
        assertSkipped(with(p256, "crv", "P-521"), SkipReason.WRONG_LENGTH, "P-521 asks for 66");
        assertSkipped(with(p256, "crv", "secp256k1"), SkipReason.NOT_ON_CURVE, "not on secp256k1");
    }

    @Test
    void uncanonicalCoordinate_isMalformed() {
        Map<String, Object> good = ec("P-256", SMALL_X, SMALL_Y, 32);

        assertSkipped(with(good, "x", good.get("x") + "=="), SkipReason.MALFORMED, "x is ");
        assertSkipped(with(good, "y", ""), SkipReason.MALFORMED, "y is empty");
    }

    /** The generator of SEC 2 §2.4.1; no provider of the JDK has the curve since Java 16. */
    @Test
    void secp256k1_withoutAProvider_isSkippedWithThatReason() {
        BigInteger x = new BigInteger("79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798", 16);
        BigInteger y = new BigInteger("483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8", 16);

        assertSkipped(
                with(ec("secp256k1", x, y, 32), "alg", "ES256K"),
                SkipReason.UNSUPPORTED_CURVE,
                "no security provider has secp256k1");
        assertSkipped(with(ec("secp256k1", x, y, 32), "alg", "ES256"), SkipReason.ALGORITHM_MISMATCH, "with secp256k1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p-256", "P256", "secp256r1", "Ed25519", "brainpoolP256r1", "P-256 "})
    void unknownCurve_isSkipped(String crv) {
        assertSkipped(
                with(ec("P-256", P256.getPublic()), "crv", crv),
                SkipReason.UNSUPPORTED_CURVE,
                "unknown curve \"" + crv + "\"");
    }
}
