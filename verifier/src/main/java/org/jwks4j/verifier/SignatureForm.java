package org.jwks4j.verifier;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * Refuses what cannot be a signature before a provider sees it: wrong lengths, DER where there is none in JWS, and numbers
 * out of range, which providers have accepted before (CVE-2022-21449).
 */
final class SignatureForm {
    private static final int ED25519_LENGTH = 64;
    private static final int ED448_LENGTH = 114;

    /** The orders of the two base points (RFC 8032 §5.1, §5.2). */
    private static final BigInteger ED25519_ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger ED448_ORDER = BigInteger.ONE
            .shiftLeft(446)
            .subtract(new BigInteger("13818066809895115352007386748515426880336692474882178609894547503885"));

    private SignatureForm() {}

    static boolean isPossible(PublicKey key, JwsAlgorithm algorithm, byte[] signature) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512 -> key instanceof RSAPublicKey rsa && isRsa(rsa, signature);
            case ES256, ES384, ES512, ES256K -> key instanceof ECPublicKey ec && isEcdsa(ec, signature);
            case EDDSA -> isEd448(key) ? isEd448(signature) : isEd25519(signature);
            case ED25519 -> isEd25519(signature);
            case ED448 -> isEd448(signature);
            case ML_DSA_44 -> signature.length == 2420; // FIPS 204 §4, table 2
            case ML_DSA_65 -> signature.length == 3309;
            case ML_DSA_87 -> signature.length == 4627;
        };
    }

    static boolean isEd448(PublicKey key) {
        return key instanceof EdECPublicKey edwards
                ? edwards.getParams().getName().equals("Ed448")
                : key.getEncoded().length > 60; // SubjectPublicKeyInfo of 57 bytes against 32
    }

    /** RFC 8017 §8.1.2, §8.2.2: exactly as long as the modulus. */
    private static boolean isRsa(RSAPublicKey key, byte[] signature) {
        return signature.length == (key.getModulus().bitLength() + 7) / 8;
    }

    /** RFC 7518 §3.4: R and S side by side, each as long as the order; each in [1, n-1]. */
    private static boolean isEcdsa(ECPublicKey key, byte[] signature) {
        BigInteger order = key.getParams().getOrder();
        int half = (order.bitLength() + 7) / 8;
        return signature.length == 2 * half
                && isInRange(new BigInteger(1, signature, 0, half), order)
                && isInRange(new BigInteger(1, signature, half, half), order);
    }

    private static boolean isInRange(BigInteger number, BigInteger order) {
        return number.signum() > 0 && number.compareTo(order) < 0;
    }

    /** RFC 8032 §5.1.7: S below the order, or the same signature has two spellings. */
    private static boolean isEd25519(byte[] signature) {
        return signature.length == ED25519_LENGTH && isBelow(signature, 32, ED25519_ORDER);
    }

    /** RFC 8032 §5.2.7. */
    private static boolean isEd448(byte[] signature) {
        return signature.length == ED448_LENGTH && isBelow(signature, 57, ED448_ORDER);
    }

    private static boolean isBelow(byte[] signature, int from, BigInteger order) {
        byte[] bigEndian = new byte[signature.length - from];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = signature[signature.length - 1 - i];
        }
        return new BigInteger(1, bigEndian).compareTo(order) < 0;
    }
}
