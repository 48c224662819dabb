package org.jwks4j.verifier;

import java.time.Instant;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/** One of two string claims, or both, must be there. */
record EitherRule(String one, String other) implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        if (claims.string(one).isEmpty() && claims.string(other).isEmpty()) {
            throw subject.refused(
                    Reason.MISSING_CLAIM, "it has neither " + Quoted.of(one) + " nor " + Quoted.of(other));
        }
    }

    @Override
    public String explanation() {
        return Quoted.of(one) + " or " + Quoted.of(other) + " is there";
    }
}
