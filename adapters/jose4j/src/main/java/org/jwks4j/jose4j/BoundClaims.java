package org.jwks4j.jose4j;

import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.UnresolvableKeyException;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;

/** What a template binds, such as Entra's {@code tid}: there is no key for a token that says another tenant than its issuer. */
final class BoundClaims {
    private BoundClaims() {}

    static void check(JsonWebSignature jws, VerificationKey key) throws UnresolvableKeyException {
        Map<String, String> bound = key.trustedIssuer().boundClaims();
        if (bound.isEmpty()) {
            return;
        }
        Map<String, ?> claims = claims(jws);
        for (Map.Entry<String, String> claim : bound.entrySet()) {
            if (!claim.getValue().equals(claims.get(claim.getKey()))) {
                String message = "token of " + Quoted.of(key.issuer()) + " refused: its " + Quoted.of(claim.getKey())
                        + " is not what the name of its issuer says";
                throw new UnresolvableKeyException(
                        message, new InvalidJwtException(Reason.WRONG_CLAIM, key.issuer(), key.keyId(), message));
            }
        }
    }

    private static Map<String, ?> claims(JsonWebSignature jws) throws UnresolvableKeyException {
        try {
            return JsonObject.parse(jws.getUnverifiedPayload()).asMap();
        } catch (JsonFormatException e) {
            throw new UnresolvableKeyException(e.getMessage(), e);
        }
    }
}
