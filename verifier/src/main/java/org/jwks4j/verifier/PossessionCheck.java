package org.jwks4j.verifier;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.verifier.form.Subject;

/** What shows that the sender of a token has the key that the token is bound to (RFC 7800 §3.1). */
interface PossessionCheck {
    /** The ways of binding that are understood here; RFC 7800 §3.1: others are ignored beside them. */
    List<String> METHODS = List.of("jkt", "x5t#S256");

    /** Nothing does: the token must not be bound. */
    PossessionCheck NONE = (jwt, rules, subject) -> {
        if (rules.isProofRequired() && jwt.claims().text().has("cnf")) {
            throw subject.refused(
                    Reason.MISSING_PROOF,
                    "it is bound by its cnf" + PossessionCheck.members(jwt)
                            + ", and came without a proof of that key or certificate");
        }
        return null;
    };

    /** Asked at each use, also of a token that was verified before. Null, or what of it may be used once. */
    @Nullable
    SingleUseCheck check(VerifiedJwt jwt, TokenRules rules, Subject subject);

    /** The names in {@code cnf}, for a message; not what they say. */
    static String members(VerifiedJwt jwt) {
        return jwt.claims().asMap().get("cnf") instanceof JsonObject cnf
                ? " " + cnf.asMap().keySet().stream().limit(5).map(Quoted::of).toList()
                : "";
    }

    /** What {@code cnf} says by one method, and by no other that would need a proof of its own. */
    static String confirmation(VerifiedJwt jwt, String method, String what, Subject subject) {
        Optional<JsonObject> cnf;
        Optional<String> value;
        try {
            cnf = jwt.claims().object("cnf");
            value = cnf.flatMap((JsonObject binding) -> binding.string(method));
        } catch (JsonFormatException e) {
            throw subject.refused(Reason.MALFORMED_CLAIM, "its cnf is malformed: " + e.getMessage());
        }
        if (value.isEmpty()) {
            throw subject.refused(
                    Reason.INVALID_PROOF,
                    (cnf.isEmpty() ? "it has no cnf" : "its cnf has" + members(jwt)) + ", and must be bound to " + what
                            + " by " + method);
        }
        for (String other : METHODS) {
            if (!other.equals(method) && cnf.get().has(other)) {
                throw subject.refused(
                        Reason.MISSING_PROOF, "it is bound by " + other + " too, and came without that proof");
            }
        }
        return value.get();
    }
}
