package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Names;
import org.jwks4j.verifier.form.Subject;

/**
 * Whom a token is for (RFC 7519 §4.1.3): one of the names is in {@code aud}, or in what an issuer has in its place.
 *
 * @param member {@code aud}, or the name of its substitute
 * @param inHeader whether that is a member of the header
 */
record AudienceRule(String member, boolean inHeader, List<String> oneOf) implements Rule {
    static AudienceRule of(String member, boolean inHeader, String... oneOf) {
        if (member.isEmpty()) {
            throw new IllegalArgumentException("what has the audience in place of aud needs a name");
        }
        return new AudienceRule(member, inHeader, Names.some("audience", oneOf));
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        TokenJson text = inHeader ? header : claims.text();
        for (int i = 0; i < oneOf.size(); i++) {
            if (text.surelyHas(member, oneOf.get(i)) && (!inHeader || header.type(member) == TokenJson.Type.STRING)) {
                return;
            }
        }
        List<String> said =
                inHeader ? header.string(member).map(List::of).orElse(List.of()) : claims.stringOrStrings(member);
        if (said.isEmpty()) {
            throw subject.refused(Reason.MISSING_CLAIM, "it has no " + name() + ", which must be one of " + names());
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
        return oneOf.stream().map(Quoted::of).toList();
    }

    @Override
    public List<Demand> demands() {
        return inHeader ? List.of() : List.of(Demand.neededOf(member, Demand.Kind.STRING_OR_STRINGS, oneOf));
    }

    @Override
    public String explanation() {
        return name() + " is one of " + names();
    }
}
