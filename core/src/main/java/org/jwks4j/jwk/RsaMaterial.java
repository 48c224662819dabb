package org.jwks4j.jwk;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jwks4j.json.JsonObject;

/** An RSA public key (RFC 7518 §6.3.1). */
@SuppressWarnings("ArrayRecordComponent") // never compared and never handed out
record RsaMaterial(byte[] modulus, byte[] exponent) implements KeyMaterial {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 32;
    private static final Set<JwsAlgorithm> ALGORITHMS =
            Collections.unmodifiableSet(EnumSet.range(JwsAlgorithm.RS256, JwsAlgorithm.PS512));

    static RsaMaterial parse(JsonObject jwk) throws UnusableJwkException {
        BigInteger modulus = new BigInteger(1, JwkMembers.octets(jwk, "n"));
        BigInteger exponent = new BigInteger(1, JwkMembers.octets(jwk, "e"));
        checkModulus(modulus);
        checkExponent(exponent);
        return new RsaMaterial(unsigned(modulus), unsigned(exponent));
    }

    private static void checkModulus(BigInteger modulus) throws UnusableJwkException {
        int bits = modulus.bitLength();
        if (bits < MIN_BITS) {
            throw new UnusableJwkException(
                    SkipReason.RSA_TOO_SMALL, "the RSA modulus has " + bits + " bits, fewer than " + MIN_BITS);
        }
        if (bits > MAX_BITS) {
            throw new UnusableJwkException(
                    SkipReason.RSA_TOO_LARGE, "the RSA modulus has " + bits + " bits, more than " + MAX_BITS);
        }
        if (!modulus.testBit(0)) {
            throw new UnusableJwkException(SkipReason.RSA_INVALID, "the RSA modulus is even");
        }
        if (Roca.hasFingerprint(modulus)) {
            throw new UnusableJwkException(
                    SkipReason.RSA_ROCA, "the RSA modulus has the ROCA fingerprint (CVE-2017-15361)");
        }
    }

    private static void checkExponent(BigInteger exponent) throws UnusableJwkException {
        boolean sound = exponent.testBit(0)
                && exponent.compareTo(BigInteger.ONE) > 0
                && exponent.bitLength() <= MAX_EXPONENT_BITS;
        if (!sound) {
            throw new UnusableJwkException(
                    SkipReason.RSA_INVALID,
                    "the RSA exponent is even, 1, or longer than " + MAX_EXPONENT_BITS + " bits");
        }
    }

    /** The minimal octets (RFC 7518 §2), whatever the document had: a leading zero is a known slip of libraries. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    @Override
    public String keyType() {
        return "RSA";
    }

    @Override
    public String description() {
        return "RSA " + new BigInteger(1, modulus).bitLength();
    }

    @Override
    public Set<JwsAlgorithm> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public SortedMap<String, String> requiredMembers() {
        return new TreeMap<>(Map.of("kty", "RSA", "n", JwkMembers.encode(modulus), "e", JwkMembers.encode(exponent)));
    }

    @Override
    public PublicKey publicKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(new BigInteger(1, modulus), new BigInteger(1, exponent)));
    }
}
