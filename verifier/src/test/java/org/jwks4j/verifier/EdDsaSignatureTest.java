package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.verifier.Octets.filled;
import static org.jwks4j.verifier.Octets.littleEndian;
import static org.jwks4j.verifier.Octets.neutralPoint;
import static org.jwks4j.verifier.Octets.replaced;
import static org.jwks4j.verifier.Octets.reversed;
import static org.jwks4j.verifier.Octets.secondHalf;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;

/** What is no EdDSA signature (RFC 8032 §5.1.7, §5.2.7), though some verifiers take it. */
final class EdDsaSignatureTest {
    @AutoClose
    static final Shop SHOP = Shop.open("Ed25519", "Ed448");

    /** The orders of the base points. */
    private static final Map<String, BigInteger> ORDERS = Map.of(
            "Ed25519", new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16),
            "Ed448",
                    new BigInteger(
                            "3fffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                                    + "7cca23e9c44edb49aed63690216cc2728dc58f552378c292ab5844f3",
                            16));

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void secondSpellingOfAGenuineSignature_isRefused(String alg) {
        BigInteger order = ORDERS.get(alg);

        refused(alg, genuine -> withS(genuine, s(genuine).add(order)));
        refused(alg, genuine -> withS(genuine, s(genuine).add(order.shiftLeft(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void genuineSignature_putTogetherAnew_isVerified(String alg) {
        SHOP.accepts(SHOP.token(alg)
                .tamperedSignature(genuine -> withS(genuine, s(genuine)))
                .mint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void edgesOfTheOrder_areRefused(String alg) {
        BigInteger order = ORDERS.get(alg);

        refused(alg, genuine -> withS(genuine, BigInteger.ZERO));
        refused(alg, genuine -> withS(genuine, order));
        refused(alg, genuine -> withS(genuine, order.subtract(BigInteger.ONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void nothingInIt_isRefused(String alg) {
        refused(alg, genuine -> new byte[genuine.length]);
        refused(alg, genuine -> filled(genuine.length, 0xff));
        refused(alg, genuine -> neutralPoint(genuine.length)); // S = 0 is right under a key of small order
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void wrongLength_isRefused(String alg) {
        refused(alg, genuine -> Arrays.copyOf(genuine, 1));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length / 2));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length - 1));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length + 1));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length == 64 ? 114 : 64));
    }

    private static void refused(String alg, UnaryOperator<byte[]> forgery) {
        SHOP.refuses(SHOP.token(alg).tamperedSignature(forgery).mint(), Reason.INVALID_SIGNATURE);
    }

    private static BigInteger s(byte[] genuine) {
        return new BigInteger(1, reversed(secondHalf(genuine)));
    }

    private static byte[] withS(byte[] genuine, BigInteger s) {
        int half = genuine.length / 2;
        assertThat(s.bitLength()).isLessThanOrEqualTo(half * 8);
        return replaced(genuine, half, littleEndian(s, half));
    }
}
