package org.jwks4j.vendors;

import java.util.List;
import java.util.Map;
import org.jwks4j.verifier.TokenRules;

/** Rules that are kept as data until the audience is known. */
final class Rules {
    private Rules() {}

    /** With each of these claims, and one of its values. */
    static TokenRules requiring(TokenRules rules, Map<String, List<String>> claims) {
        TokenRules all = rules;
        for (Map.Entry<String, List<String>> claim : claims.entrySet()) {
            all = all.requireClaim(claim.getKey(), claim.getValue().toArray(String[]::new));
        }
        return all;
    }
}
