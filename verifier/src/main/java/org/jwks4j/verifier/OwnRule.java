package org.jwks4j.verifier;

import java.time.Instant;
import java.util.function.Predicate;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/** A check of the application's own, by name. One that throws refuses: it is not known to be met. */
record OwnRule(String name, Predicate<Claims> condition) implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        boolean met;
        try {
            met = condition.test(claims);
        } catch (Exception
                | AssertionError
                | LinkageError
                | StackOverflowError e) { // of others' code: its message is not quoted
            throw subject.refused(
                    Reason.CHECK_FAILED,
                    "the check " + Quoted.of(name) + " threw " + e.getClass().getSimpleName());
        }
        if (!met) {
            throw subject.refused(Reason.CHECK_FAILED, "the check " + Quoted.of(name) + " is not met");
        }
    }

    @Override
    public String explanation() {
        return "the check " + Quoted.of(name) + " is met";
    }
}
