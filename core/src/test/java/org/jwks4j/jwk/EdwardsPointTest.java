package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.okp;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points that no honest key is (RFC 8032 §5.1.3, §5.2.3, §8.4): one of small order verifies signatures of anyone. */
final class EdwardsPointTest {
    private static final BigInteger P25519 = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger P448 = BigInteger.ONE
            .shiftLeft(448)
            .subtract(BigInteger.ONE.shiftLeft(224))
            .subtract(BigInteger.ONE);

    private static byte[] littleEndian(BigInteger y, int length, boolean xIsOdd) {
        byte[] bigEndian = Jwks.octets(y, length);
        byte[] encoded = new byte[length];
        for (int i = 0; i < length; i++) {
            encoded[i] = bigEndian[length - 1 - i];
        }
        encoded[length - 1] |= (byte) (xIsOdd ? 0x80 : 0);
        return encoded;
    }

    /** Orders 1, 2, 4, 4, 8, 8, 8 and 8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
            })
    void ed25519PointOfSmallOrder_isSkipped(String hex) {
        assertSkipped(okp("Ed25519", HexFormat.of().parseHex(hex)), SkipReason.SMALL_ORDER, "small order on Ed25519");
    }

    @Test
    void ed448PointOfSmallOrder_isSkipped() {
        BigInteger minusOne = P448.subtract(BigInteger.ONE);
        List<byte[]> points = List.of(
                littleEndian(BigInteger.ONE, 57, false),
                littleEndian(minusOne, 57, false),
                littleEndian(BigInteger.ZERO, 57, false),
                littleEndian(BigInteger.ZERO, 57, true));

        assertThat(points)
                .allSatisfy(
                        point -> assertSkipped(okp("Ed448", point), SkipReason.SMALL_ORDER, "small order on Ed448"));
    }

    /** Other spellings of the points above, by which a list of bad encodings is passed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
    void ed25519CoordinateNotBelowThePrime_isSkipped(int above) {
        BigInteger y = P25519.add(BigInteger.valueOf(above));

        assertSkipped(okp("Ed25519", littleEndian(y, 32, false)), SkipReason.NOT_ON_CURVE, "not on Ed25519");
        assertSkipped(okp("Ed25519", littleEndian(y, 32, true)), SkipReason.NOT_ON_CURVE, "not on Ed25519");
    }

    @Test
    void ed448CoordinateNotBelowThePrime_isSkipped() {
        for (BigInteger y : new BigInteger[] {
            P448,
            P448.add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(448),
            BigInteger.ONE.shiftLeft(455).add(BigInteger.ONE)
        }) {
            assertSkipped(okp("Ed448", littleEndian(y, 57, false)), SkipReason.NOT_ON_CURVE, "not on Ed448");
            assertSkipped(okp("Ed448", littleEndian(y, 57, true)), SkipReason.NOT_ON_CURVE, "not on Ed448");
        }
    }

    @Test
    void signOfAZeroX_isSkipped() {
        assertSkipped(
                okp("Ed25519", littleEndian(BigInteger.ONE, 32, true)), SkipReason.NOT_ON_CURVE, "not on Ed25519");
        assertSkipped(
                okp("Ed25519", littleEndian(P25519.subtract(BigInteger.ONE), 32, true)),
                SkipReason.NOT_ON_CURVE,
                "not on Ed25519");
        assertSkipped(okp("Ed448", littleEndian(BigInteger.ONE, 57, true)), SkipReason.NOT_ON_CURVE, "not on Ed448");
    }

    @ParameterizedTest
    @CsvSource({"Ed25519, 32", "Ed448, 57"})
    void randomPoint_isOnTheCurveWhereTheJdkSaysSo(String crv, int length) throws Exception {
        Random random = new Random(8_032);
        int onCurve = 0;
        for (int i = 0; i < 60; i++) {
            byte[] point = new byte[length];
            random.nextBytes(point);
            point[length - 1] &= (byte) (length == 57 ? 0x80 : 0xff);
            boolean ours = isOnCurve(crv, point);
            assertThat(ours).as(HexFormat.of().formatHex(point)).isEqualTo(jdkTakes(crv, point));
            onCurve += ours ? 1 : 0;
        }

        assertThat(onCurve).isBetween(15, 45);
    }

    private static boolean isOnCurve(String crv, byte[] point) {
        try {
            EdwardsCurve.of(crv).orElseThrow().check(point);
            return true;
        } catch (UnusableJwkException e) {
            assertThat(e.reason()).isEqualTo(SkipReason.NOT_ON_CURVE);
            return false;
        }
    }

    /** The JDK decodes a point only when it verifies. */
    private static boolean jdkTakes(String crv, byte[] point) throws GeneralSecurityException {
        EdwardsCurve curve = EdwardsCurve.of(crv).orElseThrow();
        Signature verifier = Signature.getInstance("EdDSA");
        try {
            verifier.initVerify(SubjectPublicKeyInfo.publicKey(crv, curve.oid(), point));
            verifier.verify(new byte[2 * curve.bytes()]);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
