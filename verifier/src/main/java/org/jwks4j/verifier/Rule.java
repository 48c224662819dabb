package org.jwks4j.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/** One thing that a token whose signature is right must also be. Data: it can be printed and compared. */
interface Rule {
    /** Refuses a token that breaks it. A claim of the wrong type fails as its getter does. */
    void check(Claims claims, TokenJson header, Subject subject, Instant now);

    /** What it asks of single claims, by which it can contradict another rule. */
    default List<Demand> demands() {
        return List.of();
    }

    /** Claims of which it needs one, whichever; empty if it needs none. */
    default Set<String> neededOneOf() {
        return Set.of();
    }

    /** As a reviewer reads it, without a full stop. */
    String explanation();
}
