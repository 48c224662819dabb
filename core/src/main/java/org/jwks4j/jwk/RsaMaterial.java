package org.jwks4j.jwk;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyRep;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Base64Url;

/**
 * An RSA public key (RFC 7518 §6.3.1). It is the key for JCA too, so that its modulus is held once; the JDK's own keys hold it as a
 * number and encoded, twice.
 */
final class RsaMaterial implements KeyMaterial, RSAPublicKey {
    private static final long serialVersionUID = 1L;

    private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65_537);
    private static final Set<JwsAlgorithm> ALGORITHMS =
            Collections.unmodifiableSet(EnumSet.range(JwsAlgorithm.RS256, JwsAlgorithm.PS512));

    private final BigInteger modulus;
    private final BigInteger exponent;

    private RsaMaterial(BigInteger modulus, BigInteger exponent) {
        this.modulus = modulus;
        this.exponent = exponent;
    }

    static RsaMaterial parse(JwkMembers jwk, JwkLimits limits) throws UnusableJwkException {
        BigInteger modulus = jwk.number("n");
        BigInteger exponent = jwk.number("e");
        checkModulus(modulus, limits);
        checkExponent(exponent, limits);
        return new RsaMaterial(modulus, exponent.equals(USUAL_EXPONENT) ? USUAL_EXPONENT : exponent);
    }

    private static void checkModulus(BigInteger modulus, JwkLimits limits) throws UnusableJwkException {
        int bits = modulus.bitLength();
        if (bits < JwkLimits.MIN_RSA_BITS) {
            throw new UnusableJwkException(
                    SkipReason.RSA_TOO_SMALL,
                    "the RSA modulus has " + bits + " bits, fewer than " + JwkLimits.MIN_RSA_BITS);
        }
        if (bits > limits.maxRsaBits()) {
            throw new UnusableJwkException(
                    SkipReason.RSA_TOO_LARGE,
                    "the RSA modulus has " + bits + " bits, more than " + limits.maxRsaBits());
        }
        if (!modulus.testBit(0)) {
            throw new UnusableJwkException(SkipReason.RSA_INVALID, "the RSA modulus is even");
        }
        if (Roca.hasFingerprint(modulus)) {
            throw new UnusableJwkException(
                    SkipReason.RSA_ROCA, "the RSA modulus has the ROCA fingerprint (CVE-2017-15361)");
        }
    }

    private static void checkExponent(BigInteger exponent, JwkLimits limits) throws UnusableJwkException {
        boolean isSound = exponent.testBit(0)
                && exponent.compareTo(BigInteger.ONE) > 0
                && exponent.compareTo(BigInteger.valueOf(limits.maxRsaExponent())) <= 0;
        if (!isSound) {
            throw new UnusableJwkException(
                    SkipReason.RSA_INVALID, "the RSA exponent is even, 1, or more than " + limits.maxRsaExponent());
        }
    }

    @Override
    public String keyType() {
        return "RSA";
    }

    @Override
    public String description() {
        return "RSA " + modulus.bitLength();
    }

    @Override
    public Set<JwsAlgorithm> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public SortedMap<String, String> requiredMembers() {
        return new TreeMap<>(Map.of("kty", "RSA", "n", encode(modulus), "e", encode(exponent)));
    }

    /** The minimal octets (RFC 7518 §2), without the sign octet that Java puts in front of some numbers. */
    private static String encode(BigInteger number) {
        byte[] octets = number.toByteArray();
        return Base64Url.encode(octets[0] == 0 ? Arrays.copyOfRange(octets, 1, octets.length) : octets);
    }

    @Override
    public PublicKey publicKey() {
        return this;
    }

    @Override
    public BigInteger getModulus() {
        return modulus;
    }

    @Override
    public BigInteger getPublicExponent() {
        return exponent;
    }

    @Override
    public String getAlgorithm() {
        return "RSA";
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    /** A SubjectPublicKeyInfo, as the JDK writes it; needed rarely, so not kept. */
    @Override
    public byte[] getEncoded() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no installed security provider takes this RSA key", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RSAPublicKey key
                && modulus.equals(key.getModulus())
                && exponent.equals(key.getPublicExponent());
    }

    @Override
    public int hashCode() {
        return modulus.hashCode();
    }

    @Override
    public String toString() {
        return "RSA public key of " + modulus.bitLength() + " bits";
    }

    /** What is written is the encoding, as with the JDK's keys. */
    private Object writeReplace() {
        return new KeyRep(KeyRep.Type.PUBLIC, getAlgorithm(), getFormat(), getEncoded());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("written as KeyRep");
    }
}
