package org.jwks4j.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/**
 * A client speaks for itself (RFC 7523 §3, 2.B): it is issuer and subject of its assertion. A provider speaks of its users.
 *
 * @param same whether they must be the same, or must not
 */
record SubjectIsIssuerRule(boolean same) implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        if (claims.subject().equals(Optional.of(claims.issuer())) != same) {
            throw subject.refused(
                    Reason.WRONG_CLAIM,
                    "its \"sub\" is " + Quoted.of(claims.subject().orElse(null)) + ", its \"iss\" "
                            + Quoted.of(claims.issuer())
                            + (same
                                    ? ", and of a client's assertion they are the same"
                                    : ", and they are the same of a client's assertion only"));
        }
    }

    @Override
    public List<Demand> demands() {
        return List.of(
                Demand.needed("sub", Demand.Kind.STRING),
                Demand.neededOf("sub is iss", Demand.Kind.BOOLEAN, List.of(same)));
    }

    @Override
    public String explanation() {
        return "\"sub\" is " + (same ? "" : "not ") + "\"iss\"";
    }
}
