package org.jwks4j.verifier;

import static org.jwks4j.verifier.Octets.bigEndian;
import static org.jwks4j.verifier.Octets.concat;
import static org.jwks4j.verifier.Octets.filled;
import static org.jwks4j.verifier.Octets.firstHalf;
import static org.jwks4j.verifier.Octets.secondHalf;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;

/** What is no ECDSA signature in a JWS (RFC 7518 §3.4), be it one elsewhere: CVE-2022-21449 and its like. */
final class EcdsaSignatureTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256", "ES384", "ES512");

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512"})
    void psychicSignature_isRefused(String alg) {
        BigInteger order = order(alg);
        BigInteger one = BigInteger.ONE;
        BigInteger zero = BigInteger.ZERO;

        refused(alg, genuine -> new byte[genuine.length]);
        refused(alg, genuine -> filled(genuine.length, 0xff));
        Stream.of(zero, order, order.add(one)).forEach(edge -> {
            refused(alg, genuine -> joined(edge, s(genuine), genuine.length));
            refused(alg, genuine -> joined(r(genuine), edge, genuine.length));
            refused(alg, genuine -> joined(edge, edge, genuine.length));
        });
        refused(alg, genuine -> joined(one, one, genuine.length));
        refused(alg, genuine -> joined(order.subtract(one), order.subtract(one), genuine.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512"})
    void genuineSignature_putTogetherAnew_isVerified(String alg) {
        SHOP.accepts(SHOP.token(alg)
                .tamperedSignature(genuine -> joined(r(genuine), s(genuine), genuine.length))
                .mint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512"})
    void derInPlaceOfTwoNumbers_isRefused(String alg) {
        refused(alg, EcdsaSignatureTest::der);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512"})
    void wrongLength_isRefused(String alg) {
        refused(alg, genuine -> new byte[0]);
        refused(alg, genuine -> Arrays.copyOf(genuine, 1));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length - 1));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length + 1));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length / 2));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length * 2));
        refused(alg, genuine -> joined(r(genuine), s(genuine), genuine.length + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512"})
    void halvesSwapped_isRefused(String alg) {
        refused(alg, genuine -> joined(s(genuine), r(genuine), genuine.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384"})
    void halfShiftedByTheOrder_isRefused(String alg) {
        refused(alg, genuine -> joined(r(genuine), s(genuine).add(order(alg)), genuine.length));
    }

    private static void refused(String alg, UnaryOperator<byte[]> forgery) {
        SHOP.refuses(SHOP.token(alg).tamperedSignature(forgery).mint(), Reason.INVALID_SIGNATURE);
    }

    private static BigInteger order(String alg) {
        return ((ECPublicKey) SHOP.key(alg).publicKey()).getParams().getOrder();
    }

    private static BigInteger r(byte[] genuine) {
        return new BigInteger(1, firstHalf(genuine));
    }

    private static BigInteger s(byte[] genuine) {
        return new BigInteger(1, secondHalf(genuine));
    }

    private static byte[] joined(BigInteger r, BigInteger s, int length) {
        return concat(bigEndian(r, length / 2), bigEndian(s, length / 2));
    }

    /** SEQUENCE { INTEGER r, INTEGER s }, as X.509 and most of JCA have it. */
    private static byte[] der(byte[] genuine) {
        byte[] content = concat(derInteger(r(genuine)), derInteger(s(genuine)));
        byte[] head = content.length < 0x80
                ? new byte[] {0x30, (byte) content.length}
                : new byte[] {0x30, (byte) 0x81, (byte) content.length};
        return concat(head, content);
    }

    private static byte[] derInteger(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return concat(new byte[] {0x02, (byte) bytes.length}, bytes);
    }
}
