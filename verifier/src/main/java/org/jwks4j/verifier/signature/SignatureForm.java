package org.jwks4j.verifier.signature;

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
public final class SignatureForm {
    private SignatureForm() {}

    /**
     * Whether a signature has the form that its key and algorithm ask for.
     *
     * @param key with which it would be checked
     * @param algorithm as the token says it
     * @param signature as JWS has it
     * @return false if no signature of this key can look like this
     */
    public static boolean isPossible(PublicKey key, JwsAlgorithm algorithm, byte[] signature) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512 -> key instanceof RSAPublicKey rsa && isRsa(rsa, signature);
            case ES256, ES384, ES512, ES256K -> key instanceof ECPublicKey ec && isEcdsa(ec, signature);
            case EDDSA -> (isEd448(key) ? EdDsaForm.ED448 : EdDsaForm.ED25519).isPossible(signature);
            case ED25519 -> EdDsaForm.ED25519.isPossible(signature);
            case ED448 -> EdDsaForm.ED448.isPossible(signature);
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
}
