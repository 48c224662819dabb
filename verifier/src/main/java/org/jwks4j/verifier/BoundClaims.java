package org.jwks4j.verifier;

import org.jwks4j.Reason;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.json.Quoted;

/** What the trust in an issuer asks of each of its tokens, such as the {@code tid} of its own tenant. */
final class BoundClaims {
    private BoundClaims() {}

    static void check(Claims claims, TrustedIssuer issuer, Subject subject) {
        issuer.boundClaims().forEach((name, required) -> {
            Object value = claims.json().asMap().get(name);
            if (value == null) {
                throw subject.refused(Reason.MISSING_CLAIM, "it has no " + Quoted.of(name));
            } else if (!value.equals(required)) {
                String said = value instanceof String text ? Quoted.of(text) : "no string";
                throw subject.refused(
                        Reason.WRONG_CLAIM,
                        "its " + Quoted.of(name) + " is " + said + ", not " + Quoted.of(required)
                                + " as the name of its issuer says");
            }
        });
    }
}
