package org.jwks4j.verifier;

import org.jspecify.annotations.Nullable;
import org.jwks4j.VerificationKey;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.TokenJson;

/** A token whose signature and claims are right. Immutable and thread-safe. */
public final class VerifiedJwt {
    private final TokenJson headerText;
    private final Claims claims;
    private final VerificationKey key;
    private final JwsAlgorithm algorithm;
    private volatile @Nullable JsonObject header;

    VerifiedJwt(TokenJson headerText, Claims claims, VerificationKey key, JwsAlgorithm algorithm) {
        this.headerText = headerText;
        this.claims = claims;
        this.key = key;
        this.algorithm = algorithm;
    }

    TokenJson headerText() {
        return headerText;
    }

    /**
     * The protected header, parsed when first asked for.
     *
     * @return its members
     */
    public JsonObject header() {
        JsonObject parsed = header;
        if (parsed == null) {
            parsed = JsonObject.parse(headerText.utf8());
            header = parsed;
        }
        return parsed;
    }

    /**
     * The claims.
     *
     * @return the claims, each checked as the verifier was told
     */
    public Claims claims() {
        return claims;
    }

    /**
     * The key that the signature is of.
     *
     * @return one of the issuer's keys
     */
    public VerificationKey key() {
        return key;
    }

    /**
     * The algorithm of the signature.
     *
     * @return the one that header and key agree on
     */
    public JwsAlgorithm algorithm() {
        return algorithm;
    }

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
