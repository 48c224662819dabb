package org.jwks4j.verifier;

import org.jwks4j.VerificationKey;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * A token whose signature and claims are right.
 *
 * @param header the protected header
 * @param claims the claims
 * @param key the key that the signature is of
 * @param algorithm the algorithm of the signature
 */
public record VerifiedJwt(JsonObject header, Claims claims, VerificationKey key, JwsAlgorithm algorithm) {
    /**
     * Whose token it is.
     *
     * @return the {@code iss}, which is the issuer of the key
     */
    public String issuer() {
        return key.issuer();
    }

    /** Names issuer, key and algorithm; nothing of the claims. */
    @Override
    public String toString() {
        return "VerifiedJwt[" + Quoted.of(key.issuer()) + ", " + Quoted.of(key.keyId()) + ", " + algorithm + "]";
    }
}
