package org.jwks4j.verifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.dpop.DpopProof;

/** A client with a key of its own, whose tokens are bound to it (RFC 9449). */
record DpopClient(Shop shop, SigningKey key) {
    static final String METHOD = "POST";
    static final String URI = "https://shop.example/orders?page=2#top";

    static DpopClient of(Shop shop, String algorithm) {
        return new DpopClient(shop, SigningKey.generate(algorithm));
    }

    /** The public key as a proof has it. */
    Map<String, Object> jwk() {
        Map<String, Object> jwk = new LinkedHashMap<>(key.jwk());
        jwk.keySet().removeAll(List.of("kid", "use", "alg"));
        return jwk;
    }

    String thumbprint() {
        return Jwk.inToken(JsonObject.of(jwk())).thumbprint();
    }

    /** A token of the shop's issuer that is bound to the key. */
    TokenBuilder token() {
        return shop.token().claim("cnf", Map.of("jkt", thumbprint()));
    }

    /** A proof for a token and the request above. */
    TokenBuilder proof(String token) {
        return shop.token()
                .claims(nothing())
                .header("typ", "dpop+jwt")
                .header("kid", null)
                .header("jwk", jwk())
                .claim("jti", "1")
                .claim("htm", METHOD)
                .claim("htu", "https://shop.example/orders")
                .claim("iat", shop.time().instant().getEpochSecond())
                .claim("ath", SingleUseCheck.digest(token))
                .signedWith(key);
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> none = new LinkedHashMap<>();
        List.of("iss", "sub", "aud", "exp", "iat").forEach(claim -> none.put(claim, null));
        return none;
    }

    static DpopProof sent(TokenBuilder proof) {
        return DpopProof.of(proof.mint());
    }
}
