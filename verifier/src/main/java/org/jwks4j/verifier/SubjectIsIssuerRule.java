package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Optional;
import org.jwks4j.error.Reason;
import org.jwks4j.token.TokenJson;

/** A client speaks for itself (RFC 7523 §3, 2.B): it is issuer and subject of its assertion. */
record SubjectIsIssuerRule() implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        if (!claims.subject().equals(Optional.of(claims.issuer()))) {
            throw subject.refused(Reason.WRONG_CLAIM, "its \"sub\" is not its \"iss\", the client");
        }
    }

    @Override
    public String explanation() {
        return "\"sub\" is \"iss\"";
    }
}
