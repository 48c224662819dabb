package org.jwks4j.verifier;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Names;
import org.jwks4j.verifier.form.Subject;

/** What a token must be good for (RFC 8693 §4.2): one of these is among its scopes. */
record ScopeRule(List<String> oneOf) implements Rule {
    static ScopeRule of(String... oneOf) {
        List<String> scopes = Names.some("scope", oneOf);
        scopes.stream().filter(scope -> !isToken(scope)).findFirst().ifPresent(scope -> {
            throw new IllegalArgumentException("no token has " + Quoted.of(scope)
                    + " as one of its scopes: a scope has no space, quote, backslash or letter that is not of ASCII"
                    + " (RFC 6749 §3.3)");
        });
        return new ScopeRule(scopes);
    }

    private static boolean isToken(String scope) {
        return scope.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '\\');
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        for (int i = 0; i < oneOf.size(); i++) {
            String scope = oneOf.get(i);
            if (claims.text().surelyHasWord("scope", scope) || claims.text().surelyHasWord("scp", scope)) {
                return; // that the other is of the right type is checked for all tokens
            }
        }
        Set<String> scopes = claims.scopes();
        if (Collections.disjoint(oneOf, scopes)) {
            List<String> first = scopes.stream().limit(5).map(Quoted::of).toList();
            throw subject.refused(
                    Reason.WRONG_CLAIM,
                    (first.isEmpty() ? "it has no scopes in scope or scp" : "its scopes are " + first)
                            + ", with none of " + names() + " among them");
        }
    }

    private List<String> names() {
        return oneOf.stream().map(Quoted::of).toList();
    }

    @Override
    public Set<String> neededOneOf() {
        return Set.of("scope", "scp");
    }

    @Override
    public String explanation() {
        return "the scopes have one of " + names();
    }
}
