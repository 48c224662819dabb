package org.jwks4j.attacks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/** Has a token of the service that is bound to its key (RFC 9449 §6.1), and makes proofs of that key. */
final class Client {
    static final String URI = "https://orders.example/orders";

    private final Service service;
    private final SigningKey key = SigningKey.generate("ES256");
    private final String token;

    Client(Service service) {
        this.service = service;
        this.token = boundTo(service, key).mint();
    }

    String token() {
        return token;
    }

    SigningKey key() {
        return key;
    }

    TokenBuilder proof() {
        return proof(key);
    }

    /** For this client's token, by whichever key. */
    TokenBuilder proof(SigningKey signs) {
        TokenBuilder proof = service.issuer.token();
        List.of("iss", "sub", "aud", "exp").forEach(claim -> proof.claim(claim, null));
        return proof.header("typ", "dpop+jwt")
                .keyId(null)
                .header("jwk", jwk(signs))
                .claim("jti", "1")
                .claim("htm", "GET")
                .claim("htu", URI)
                .claim("ath", digest(token))
                .signedWith(signs);
    }

    static TokenBuilder boundTo(Service service, SigningKey key) {
        return service.token()
                .claim("cnf", Map.of("jkt", Jwk.inToken(JsonObject.of(jwk(key))).thumbprint()));
    }

    static Map<String, Object> jwk(SigningKey key) {
        Map<String, Object> jwk = new LinkedHashMap<>(key.jwk());
        jwk.keySet().removeAll(List.of("kid", "use", "alg"));
        return jwk;
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
