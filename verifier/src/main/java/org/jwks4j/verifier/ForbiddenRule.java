package org.jwks4j.verifier;

import java.time.Instant;
import java.util.List;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/**
 * A claim that must not be there, not even as null.
 *
 * @param why what a token with it is
 */
record ForbiddenRule(String claim, String why) implements Rule {
    ForbiddenRule {
        if (claim.equals("iss")) {
            throw new IllegalArgumentException("a token without iss has no issuer whose rules could be met");
        }
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        if (claims.text().has(claim)) {
            throw subject.refused(
                    Reason.FORBIDDEN_CLAIM, "it has " + Quoted.of(claim) + ", which must be absent: " + why);
        }
    }

    @Override
    public List<Demand> demands() {
        return List.of(Demand.absent(claim));
    }

    @Override
    public String explanation() {
        return Quoted.of(claim) + " is absent";
    }
}
