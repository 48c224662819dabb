package org.jwks4j.verifier;

import java.util.Optional;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.verifier.form.Subject;

/** What the trust in an issuer asks of each of its tokens, such as the {@code tid} of its own tenant. */
final class BoundClaims {
    private BoundClaims() {}

    static void check(Claims claims, TrustedIssuer issuer, Subject subject) {
        issuer.boundClaims().forEach((name, required) -> {
            Optional<String> value = claims.text().string(name);
            if (!claims.text().has(name) || claims.text().isNull(name)) {
                throw subject.refused(
                        Reason.MISSING_CLAIM,
                        "it has no " + Quoted.of(name) + ", which must be " + Quoted.of(required)
                                + " as the name of its issuer says");
            } else if (!value.equals(Optional.of(required))) {
                throw subject.refused(
                        Reason.WRONG_CLAIM,
                        "its " + Quoted.of(name) + " is "
                                + value.map(Quoted::of).orElse("no string") + ", not " + Quoted.of(required)
                                + " as the name of its issuer says");
            }
        });
    }
}
