package org.jwks4j.jwk;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The curves of OKP signature keys (RFC 8037 §2, RFC 8032 §5): a·x² + y² = 1 + d·x²·y² over a prime field. */
@SuppressWarnings("ImmutableEnumChecker") // the set is unmodifiable
enum EdwardsCurve {
    ED25519("Ed25519", 32, JwsAlgorithm.ED25519, power(255).subtract(number(19)), number(-1), ed25519D(), "2b6570"),
    ED448(
            "Ed448",
            57,
            JwsAlgorithm.ED448,
            power(448).subtract(power(224)).subtract(number(1)),
            number(1),
            number(-39081),
            "2b6571");

    private final String jwkName;
    private final int bytes;
    private final Set<JwsAlgorithm> algorithms;
    private final BigInteger p;
    private final BigInteger a;
    private final BigInteger d;
    private final String oid;

    EdwardsCurve(
            String jwkName, int bytes, JwsAlgorithm algorithm, BigInteger p, BigInteger a, BigInteger d, String oid) {
        this.jwkName = jwkName;
        this.bytes = bytes;
        this.algorithms = Collections.unmodifiableSet(EnumSet.of(algorithm, JwsAlgorithm.EDDSA));
        this.p = p;
        this.a = a;
        this.d = d;
        this.oid = oid;
    }

    static Optional<EdwardsCurve> of(String jwkName) {
        return Arrays.stream(values())
                .filter(curve -> curve.jwkName.equals(jwkName))
                .findFirst();
    }

    String jwkName() {
        return jwkName;
    }

    int bytes() {
        return bytes;
    }

    /** One algorithm under both of its names (RFC 9864 §2.2). */
    Set<JwsAlgorithm> algorithms() {
        return algorithms;
    }

    /** The content octets of the object identifier that names the curve in a SubjectPublicKeyInfo (RFC 8410 §3), in hex. */
    String oid() {
        return oid;
    }

    /** Refuses an encoded point (RFC 8032 §5.1.2, §5.2.2) that is not canonical, not on the curve, or of small order. */
    void check(byte[] encoded) throws UnusableJwkException {
        boolean xIsOdd = (encoded[bytes - 1] & 0x80) != 0;
        BigInteger y = littleEndian(encoded);
        BigInteger y2 = y.multiply(y).mod(p);
        BigInteger numerator = y2.subtract(number(1)).mod(p);
        BigInteger denominator = d.multiply(y2).subtract(a).mod(p); // never 0: d is no square
        BigInteger x2 = numerator.multiply(denominator.modInverse(p)).mod(p);
        boolean onCurve = y.compareTo(p) < 0 && isSquare(x2) && !(x2.signum() == 0 && xIsOdd);
        if (!onCurve) {
            throw new UnusableJwkException(SkipReason.NOT_ON_CURVE, "the point is not on " + jwkName);
        }
        if (hasSmallOrder(x2, y, y2)) {
            throw new UnusableJwkException(SkipReason.SMALL_ORDER, "the point has small order on " + jwkName);
        }
    }

    /** Order 1 or 2: x = 0. Order 4: y = 0. Order 8: doubling yields y = 0, that is y² = a·x². */
    private boolean hasSmallOrder(BigInteger x2, BigInteger y, BigInteger y2) {
        return x2.signum() == 0 || y.signum() == 0 || a.multiply(x2).mod(p).equals(y2);
    }

    private boolean isSquare(BigInteger value) {
        BigInteger half = p.subtract(number(1)).shiftRight(1);
        return value.signum() == 0 || value.modPow(half, p).equals(number(1)); // Euler's criterion
    }

    private BigInteger littleEndian(byte[] encoded) {
        byte[] bigEndian = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            bigEndian[i] = encoded[bytes - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        return new BigInteger(1, bigEndian);
    }

    private static BigInteger ed25519D() {
        BigInteger p = power(255).subtract(number(19));
        return number(-121665).multiply(number(121666).modInverse(p)).mod(p);
    }

    private static BigInteger power(int exponent) {
        return BigInteger.ONE.shiftLeft(exponent);
    }

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }
}
