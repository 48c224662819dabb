package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Set;
import org.jwks4j.token.TokenJson;

/** One thing that a token whose signature is right must also be. Data: it can be printed and compared. */
interface Rule {
    /** Refuses a token that breaks it. A claim of the wrong type fails as its getter does. */
    void check(Claims claims, TokenJson header, Subject subject, Instant now);

    /** Claims without which no token meets it, so that it contradicts a rule which forbids them. */
    default Set<String> neededClaims() {
        return Set.of();
    }

    /** As a reviewer reads it, without a full stop. */
    String explanation();
}
