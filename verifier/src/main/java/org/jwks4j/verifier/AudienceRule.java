package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/**
 * Whom a token is for (RFC 7519 §4.1.3): one of the names is in {@code aud}, or in what an issuer has in its place.
 *
 * @param member {@code aud}, or the name of its substitute
 * @param inHeader whether that is a member of the header
 */
record AudienceRule(String member, boolean inHeader, Set<String> oneOf) implements Rule {
    static AudienceRule of(String member, boolean inHeader, String... oneOf) {
        if (oneOf.length == 0 || List.of(oneOf).contains("")) {
            throw new IllegalArgumentException("an audience needs a name, and none may be empty");
        }
        return new AudienceRule(member, inHeader, Set.of(oneOf));
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        List<String> said =
                inHeader ? header.string(member).map(List::of).orElse(List.of()) : claims.stringOrStrings(member);
        if (said.isEmpty()) {
            throw subject.refused(Reason.MISSING_CLAIM, "it has no " + name());
        }
        if (Collections.disjoint(oneOf, said)) {
            List<String> first = said.stream().limit(5).map(Quoted::of).toList();
            throw subject.refused(Reason.WRONG_AUDIENCE, "its " + name() + " is " + first + ", not one of " + names());
        }
    }

    private String name() {
        return member.equals("aud") ? member : Quoted.of(member) + (inHeader ? " in its header" : "");
    }

    private List<String> names() {
        return new TreeSet<>(oneOf).stream().map(Quoted::of).toList();
    }

    @Override
    public String explanation() {
        return name() + " is one of " + names();
    }
}
