package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    /**
     * Names that a caller lists in a rule: sorted, each once. A null among them most often comes from a setting of the service's own
     * that is absent.
     *
     * @param what what each is a name of, for the message
     */
    static List<String> names(String what, String... names) {
        requireNonNull(names, what);
        for (int i = 0; i < names.length; i++) {
            requireAt(i, names.length, what, names[i]);
        }
        return List.copyOf(new TreeSet<>(List.of(names)));
    }

    private static void requireAt(int index, int length, String what, String name) {
        if (name == null) {
            throw new NullPointerException(what + " " + (index + 1) + " of " + length
                    + " is null: if it comes from your configuration, that setting is absent");
        }
    }
}
