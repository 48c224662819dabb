package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Names;
import org.jwks4j.verifier.form.Subject;

/**
 * A claim that must be there.
 *
 * @param oneOf what it must be, or, if it is an array of strings, have one of: strings, or one boolean; null for any value but
 *     null
 */
record ValueRule(String claim, @Nullable List<?> oneOf) implements Rule {
    ValueRule {
        if (claim.isEmpty()) {
            throw new IllegalArgumentException("a required claim needs a name");
        }
    }

    static ValueRule ofAny(String claim) {
        return new ValueRule(claim, null);
    }

    static ValueRule of(String claim, String... oneOf) {
        return new ValueRule(claim, Names.some("value of " + Quoted.of(claim), oneOf));
    }

    static ValueRule of(String claim, boolean value) {
        return new ValueRule(claim, List.of(value));
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        TokenJson.Type type = claims.text().type(claim);
        if (type == TokenJson.Type.ABSENT || type == TokenJson.Type.NULL) {
            throw subject.refused(
                    Reason.MISSING_CLAIM,
                    "it has no " + Quoted.of(claim)
                            + (oneOf == null
                                    ? ", which must be there"
                                    : ", which must be, or have, one of " + names(oneOf)));
        }
        if (oneOf == null) {
            return;
        }
        for (int i = 0; i < oneOf.size(); i++) {
            if (oneOf.get(i) instanceof String text && claims.text().surelyHas(claim, text)) {
                return;
            }
        }
        List<?> said = said(claims, oneOf);
        if (Collections.disjoint(oneOf, said)) {
            List<String> first = said.stream().limit(5).map(ValueRule::name).toList();
            throw subject.refused(
                    Reason.WRONG_CLAIM, "its " + Quoted.of(claim) + " is " + first + ", not one of " + names(oneOf));
        }
    }

    private List<?> said(Claims claims, List<?> oneOf) {
        return oneOf.get(0) instanceof Boolean ? claims.bool(claim).stream().toList() : claims.stringOrStrings(claim);
    }

    private static List<String> names(List<?> oneOf) {
        return oneOf.stream().map(ValueRule::name).toList();
    }

    private static String name(Object value) {
        return value instanceof String text ? Quoted.of(text) : Objects.toString(value);
    }

    @Override
    public List<Demand> demands() {
        if (oneOf == null) {
            return List.of(Demand.needed(claim, Demand.Kind.ANY));
        }
        boolean isBoolean = oneOf.get(0) instanceof Boolean;
        return List.of(Demand.neededOf(claim, isBoolean ? Demand.Kind.BOOLEAN : Demand.Kind.STRING_OR_STRINGS, oneOf));
    }

    @Override
    public String explanation() {
        return Quoted.of(claim) + (oneOf == null ? " is there" : " is, or has, one of " + names(oneOf));
    }
}
