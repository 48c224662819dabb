package org.jwks4j.verifier;

import java.util.Optional;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;

/** What shows that the sender of a token has the key that the token is bound to (RFC 7800 §3.1). */
interface Proof {
    /** Nothing does: the token must not be bound. */
    Proof NONE = (jwt, rules, subject) -> {
        if (rules.isProofRequired() && jwt.claims().text().has("cnf")) {
            throw subject.refused(
                    Reason.MISSING_PROOF, "it is bound by cnf, and came without a proof of its key or certificate");
        }
    };

    /** Asked at each use, also of a token that was verified before. */
    void check(VerifiedJwt jwt, TokenRules rules, Subject subject);

    /** The way in which {@code cnf} names the key; empty if it names it otherwise, or the token is not bound. */
    static Optional<String> confirmation(VerifiedJwt jwt, String method, Subject subject) {
        try {
            return jwt.claims().object("cnf").flatMap((JsonObject cnf) -> cnf.string(method));
        } catch (JsonFormatException e) {
            throw subject.refused(Reason.MALFORMED_CLAIM, "its cnf is malformed: " + e.getMessage());
        }
    }
}
