package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/** A client speaks for itself (RFC 7523 §3, 2.B): it is issuer and subject of its assertion. */
record SubjectIsIssuerRule() implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        if (!claims.subject().equals(Optional.of(claims.issuer()))) {
            throw subject.refused(
                    Reason.WRONG_CLAIM,
                    "its \"sub\" is " + Quoted.of(claims.subject().orElse(null)) + ", not its \"iss\" "
                            + Quoted.of(claims.issuer()) + ", the client");
        }
    }

    @Override
    public Set<String> neededClaims() {
        return Set.of("sub");
    }

    @Override
    public String explanation() {
        return "\"sub\" is \"iss\"";
    }
}
