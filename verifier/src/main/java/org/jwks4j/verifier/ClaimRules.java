package org.jwks4j.verifier;

import java.time.Instant;
import java.util.List;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/** What the claims of a token whose signature is right must be (RFC 7519 §4.1): the rules of its issuer, and always these. */
final class ClaimRules {
    private static final String[] REGISTERED_STRINGS = {"sub", "jti", "azp", "client_id"};
    private static final String[] REGISTERED_STRINGS_OR_ARRAYS = {"aud", "scope", "scp"};

    private ClaimRules() {}

    /** Registered claims have each their type then: no getter of them fails later. */
    static void check(Claims claims, TokenJson header, TokenRules rules, Subject subject, Instant now) {
        try {
            if (claims.text().hasUnusualNumbers()) {
                claims.json(); // one that is out of range shows only here
            }
            requireIssuer(claims, subject);
            requireTypes(claims); // before a check of others reads them
            List<Rule> all = rules.rules();
            for (int i = 0; i < all.size(); i++) { // no iterator: this is done for each token
                all.get(i).check(claims, header, subject, now);
            }
        } catch (JsonFormatException e) {
            throw subject.refused(Reason.MALFORMED_CLAIM, String.valueOf(e.getMessage()));
        }
    }

    /** A getter tells what is wrong; if the type is right at first sight, nothing is copied. */
    private static void requireTypes(Claims claims) {
        for (String name : REGISTERED_STRINGS) {
            TokenJson.Type type = claims.text().type(name);
            if (type != TokenJson.Type.STRING && type != TokenJson.Type.ABSENT) {
                claims.string(name);
            }
        }
        for (String name : REGISTERED_STRINGS_OR_ARRAYS) {
            TokenJson.Type type = claims.text().type(name);
            boolean right = type == TokenJson.Type.STRING || type == TokenJson.Type.ABSENT;
            if (!right && !claims.text().isSurelyStrings(name)) {
                claims.stringOrStrings(name);
            }
        }
    }

    /** The key was found by this issuer; said again here, where the claims are believed (RFC 8725 §3.8). */
    private static void requireIssuer(Claims claims, Subject subject) {
        if (claims.text().type("iss") == TokenJson.Type.STRING && claims.text().surelyHas("iss", subject.issuer())) {
            return;
        }
        String issuer = claims.issuer();
        if (!issuer.equals(subject.issuer())) {
            throw subject.refused(
                    Reason.WRONG_ISSUER, "its iss " + Quoted.of(issuer) + " is not the issuer of the key");
        }
    }
}
