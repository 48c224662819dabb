package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Set;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/** One of two string claims, or both, must be there. */
record EitherRule(String one, String other) implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        boolean hasOne = claims.string(one).isPresent();
        boolean hasOther = claims.string(other).isPresent(); // read too: of another type, it is malformed
        if (!hasOne && !hasOther) {
            throw subject.refused(
                    Reason.MISSING_CLAIM,
                    "it has neither " + Quoted.of(one) + " nor " + Quoted.of(other) + ", of which one must be there");
        }
    }

    @Override
    public Set<String> neededOneOf() {
        return Set.of(one, other);
    }

    @Override
    public String explanation() {
        return Quoted.of(one) + " or " + Quoted.of(other) + " is there";
    }
}
