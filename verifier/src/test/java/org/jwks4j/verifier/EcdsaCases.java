package org.jwks4j.verifier;

import static org.jwks4j.verifier.Octets.bigEndian;
import static org.jwks4j.verifier.Octets.concat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.util.stream.Stream;
import org.jwks4j.testkit.SigningKey;

/**
 * Corners of ECDSA (FIPS 186-5 §6.4.2), reached by choosing the signature first and the key after it: any R and s fit the
 * key (s·R − e·G) / r.
 */
final class EcdsaCases {
    private static final BigInteger ONE = BigInteger.ONE;

    private final String alg;
    private final SigningKey key;
    private final ECParameterSpec curve;
    private final BigInteger n;
    private final CurvePoint generator;
    private final Segments token;
    private final BigInteger e;

    private EcdsaCases(Shop shop, String alg) {
        this.alg = alg;
        this.key = shop.key(alg);
        this.curve = ((ECPublicKey) key.publicKey()).getParams();
        this.n = curve.getOrder();
        this.generator = CurvePoint.generator(curve);
        this.token = Segments.of(shop.token(alg).mint());
        this.e = hash(token.signingInput());
    }

    static Stream<SpecialCase> of(Shop shop, String alg) {
        EcdsaCases cases = new EcdsaCases(shop, alg);
        return Stream.of(cases.twins(), cases.smallest(), cases.pastTheOrder(), cases.additions())
                .flatMap(some -> some);
    }

    /**
     * The negative of s is as good a signature as s itself, to all verifiers: FIPS 186-5 and RFC 7518 do not ask for the
     * lower of both. So the text of a token is no identity of it, and nothing here takes it for one.
     */
    private Stream<SpecialCase> twins() {
        byte[] genuine = token.signatureBytes();
        BigInteger r = new BigInteger(1, Octets.firstHalf(genuine));
        BigInteger s = new BigInteger(1, Octets.secondHalf(genuine));
        return Stream.of(
                onKey("the negative of s", key, r, n.subtract(s), true),
                onKey("the negative of r", key, n.subtract(r), s, false),
                onKey("both negative", key, n.subtract(r), n.subtract(s), false),
                onKey("the inverse of s", key, r, s.modInverse(n), false));
    }

    private Stream<SpecialCase> smallest() {
        CurvePoint point = generator.times(BigInteger.valueOf(5));
        BigInteger r = point.x().mod(n);
        return Stream.of(
                onKey("s = 1", recovered(point, r, ONE), r, ONE, true),
                onKey("s = n - 1", recovered(point, r, n.subtract(ONE)), r, n.subtract(ONE), true),
                onKey("s = 1 under another key", key, r, ONE, false),
                onKey("s = r", recovered(point, r, r), r, r, true));
    }

    /**
     * R whose x is not below n, as hardly any is: r is what remains. Genuine ones are left out, since the JDK refuses them
     * and others do not; a signer meets one in 2^128 on P-256.
     */
    private Stream<SpecialCase> pastTheOrder() {
        CurvePoint point = smallestPastTheOrder();
        BigInteger r = point.x().subtract(n);
        BigInteger s = BigInteger.valueOf(7);
        SigningKey recovered = recovered(point, r, s);
        return Stream.of(
                onKey("x of R past n, r with n", recovered, r.add(n), s, false),
                onKey("x of R past n, r one more", recovered, r.add(ONE), s, false));
    }

    private CurvePoint smallestPastTheOrder() {
        for (BigInteger x = n.add(ONE); ; x = x.add(ONE)) {
            try {
                return CurvePoint.withX(curve, x);
            } catch (IllegalArgumentException e) {
                // about every other x has a point
            }
        }
    }

    /** What verifiers add, e/s·G and r/s·Q, is twice the same point, or a point and its negative. */
    private Stream<SpecialCase> additions() {
        BigInteger k = BigInteger.valueOf(11);
        BigInteger r = generator.times(k).x().mod(n);
        BigInteger secret = e.multiply(r.modInverse(n)).mod(n);
        BigInteger s = e.shiftLeft(1).multiply(k.modInverse(n)).mod(n);
        return Stream.of(
                onKey("the same point twice", withSecret(secret), r, s, true),
                onKey("sum at infinity", withSecret(n.subtract(secret)), r, s, false),
                onKey("key = G", withSecret(ONE), r, signed(ONE, k, r), true),
                onKey("key = -G", withSecret(n.subtract(ONE)), r, signed(n.subtract(ONE), k, r), true),
                onKey("key = -G, the signature of G", withSecret(n.subtract(ONE)), r, signed(ONE, k, r), false));
    }

    private BigInteger signed(BigInteger secret, BigInteger k, BigInteger r) {
        return e.add(r.multiply(secret)).multiply(k.modInverse(n)).mod(n);
    }

    private SigningKey recovered(CurvePoint point, BigInteger r, BigInteger s) {
        BigInteger inverse = r.modInverse(n);
        CurvePoint first = point.times(s.multiply(inverse).mod(n));
        return published(first.plus(generator.times(e.negate().multiply(inverse).mod(n))));
    }

    private SigningKey withSecret(BigInteger secret) {
        return published(generator.times(secret));
    }

    private SigningKey published(CurvePoint point) {
        int length = (CurvePoint.prime(curve).bitLength() + 7) / 8;
        return key.withJwkMember("x", Segments.encode(bigEndian(point.x(), length)))
                .withJwkMember("y", Segments.encode(bigEndian(point.y(), length)));
    }

    private SpecialCase onKey(String name, SigningKey holder, BigInteger r, BigInteger s, boolean isGenuine) {
        int half = (n.bitLength() + 7) / 8;
        String forged = token.withSignature(concat(bigEndian(r, half), bigEndian(s, half)))
                .token();
        return new SpecialCase(alg + ", " + name, holder, forged, isGenuine);
    }

    /** Each of these hashes is at most as long as the order. */
    private BigInteger hash(byte[] input) {
        try {
            return new BigInteger(
                    1, MessageDigest.getInstance("SHA-" + alg.substring(2)).digest(input));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
