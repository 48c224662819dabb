package org.jwks4j.verifier;

import java.time.Instant;
import java.util.function.Predicate;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/** A check of the application's own, by name. One that throws refuses: it is not known to be met. */
record OwnRule(String name, Predicate<Claims> condition) implements Rule {
    OwnRule {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a check needs a name");
        }
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        boolean met;
        try {
            met = condition.test(claims);
        } catch (Throwable e) { // of others' code: its message is not quoted
            rethrowIfOfTheMachine(e);
            throw subject.refused(
                    Reason.CHECK_FAILED,
                    "the check " + Quoted.of(name) + " threw " + e.getClass().getSimpleName());
        }
        if (!met) {
            throw subject.refused(Reason.CHECK_FAILED, "the check " + Quoted.of(name) + " is not met");
        }
    }

    /** Whatever others' code throws is an answer about a token, unless the JVM itself has failed. */
    static void rethrowIfOfTheMachine(Throwable thrown) {
        if (thrown instanceof VirtualMachineError failed && !(thrown instanceof StackOverflowError)) {
            throw failed;
        }
    }

    @Override
    public String explanation() {
        return "the check " + Quoted.of(name) + " is met";
    }
}
