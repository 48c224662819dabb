package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/**
 * A claim that must be there.
 *
 * @param oneOf what it must be, or, if it is an array of strings, have one of; null for any value but null
 */
record ValueRule(String claim, @Nullable Set<String> oneOf) implements Rule {
    static ValueRule of(String claim, String... oneOf) {
        if (claim.isEmpty()) {
            throw new IllegalArgumentException("a required claim needs a name");
        }
        return new ValueRule(claim, oneOf.length == 0 ? null : Set.of(oneOf));
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        if (!claims.text().has(claim) || claims.text().isNull(claim)) {
            throw subject.refused(Reason.MISSING_CLAIM, "it has no " + Quoted.of(claim));
        }
        if (oneOf == null) {
            return;
        }
        List<String> said = claims.stringOrStrings(claim);
        if (Collections.disjoint(oneOf, said)) {
            List<String> first = said.stream().limit(5).map(Quoted::of).toList();
            throw subject.refused(
                    Reason.WRONG_CLAIM, "its " + Quoted.of(claim) + " is " + first + ", not one of " + names(oneOf));
        }
    }

    private static List<String> names(Set<String> oneOf) {
        return new TreeSet<>(oneOf).stream().map(Quoted::of).toList();
    }

    @Override
    public String explanation() {
        return Quoted.of(claim) + (oneOf == null ? " is there" : " is, or has, one of " + names(oneOf));
    }
}
