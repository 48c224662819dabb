package org.jwks4j.verifier.form;

import org.jspecify.annotations.Nullable;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;

/** The token at hand, as far as a message may name it. */
public record Subject(String issuer, @Nullable String keyId) {
    public InvalidJwtException refused(Reason reason, String why) {
        return new InvalidJwtException(reason, issuer, keyId, message(why));
    }

    public String message(String why) {
        return "token of " + Quoted.of(issuer) + " with key " + Quoted.of(keyId) + " refused: " + why;
    }
}
