package org.jwks4j.jwk;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyRep;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An RSA key that holds its numbers once, where the JDK's own holds them as numbers and twice encoded. JCA takes any
 * {@link RSAPublicKey}.
 */
final class RsaJwkKey implements RSAPublicKey {
    private static final long serialVersionUID = 1L;

    private final BigInteger modulus;
    private final BigInteger exponent;

    RsaJwkKey(BigInteger modulus, BigInteger exponent) {
        this.modulus = modulus;
        this.exponent = exponent;
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
