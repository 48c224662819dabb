package org.jwks4j.cli.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.JsonLines;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.KeyText;
import org.jwks4j.cli.terminal.Mark;
import org.jwks4j.cli.terminal.Table;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;

/** An explanation as it is shown. */
final class ExplanationText {
    private static final String UNVERIFIED =
            "not verified: no issuer was asked, so that anyone can have written this token";

    private final Explanation explanation;
    private final boolean asked;

    /**
     * Shows an explanation.
     *
     * @param asked whether a trusted issuer was named
     */
    ExplanationText(Explanation explanation, boolean asked) {
        this.explanation = explanation;
        this.asked = asked;
    }

    void print(Console console, Instant now) {
        console.print("verdict     " + verdict());
        String trust = isSigned() ? "" : ", not verified";
        part(console, "header" + trust, explanation.parts().header(), now);
        part(console, "claims" + trust, explanation.parts().claims(), now);
        console.print("\nchecks");
        console.printMarked(table(explanation.checks()));
        console.print("\nnext        " + next());
    }

    /** Whether the issuer said so, valid or not. */
    private boolean isSigned() {
        return explanation.checks().stream()
                .anyMatch(check -> check.name().equals("signature") && check.mark() == Mark.OK);
    }

    private static void part(Console console, String heading, @Nullable JsonObject part, Instant now) {
        console.print("\n" + heading + "\n" + (part == null ? "  (cannot be read)" : JsonLines.of(part, now)));
    }

    static String table(List<Check> checks) {
        Table table = new Table("  " + Mark.NONE, "CHECK", "EXPECTED", "FOUND");
        checks.forEach(check -> table.row("  " + check.mark(), check.name(), check.expected(), check.found()));
        return table.toString();
    }

    private String verdict() {
        long bad = explanation.checks().stream().filter(Check::isBad).count();
        if (bad > 0) {
            boolean unavailable = explanation.refusal().orElseThrow().httpStatus() == 503;
            return (unavailable ? "UNKNOWN, as the keys are unavailable (503 " : "REFUSED (401 ")
                    + explanation.refusal().orElseThrow() + "): " + bad + (bad == 1 ? " check" : " checks") + " failed";
        }
        return asked ? "VALID: signed by its issuer, at this time" : UNVERIFIED;
    }

    private String next() {
        return explanation
                .firstBad()
                .map(Check::next)
                .orElse(
                        asked
                                ? "Nothing: a service with these rules accepts the token."
                                : "If you trust " + Quoted.of(issuer())
                                        + ", add --issuer with that name, and --audience with the" + " service's.");
    }

    private @Nullable String issuer() {
        JsonObject claims = explanation.parts().claims();
        return claims != null && claims.asMap().get("iss") instanceof String iss ? iss : null;
    }

    JsonObject toJson() {
        Reason refusal = explanation.refusal().orElse(null);
        JsonMembers members = new JsonMembers();
        if (asked || refusal != null) {
            members.with("valid", refusal == null);
        }
        return members.with("verified", asked && refusal == null)
                .with("reason", refusal == null ? null : refusal.name())
                .with("status", refusal == null ? asked ? 200 : null : (Integer) refusal.httpStatus())
                .with("header", explanation.parts().header())
                .with("claims", explanation.parts().claims())
                .with("checks", explanation.checks().stream().map(Check::toJson).toList())
                .with("key", explanation.key().map(KeyText::json))
                .with("publishedKeyIds", explanation.published().map(set -> NearestKeys.keyIds(set, keyId())))
                .with("next", next())
                .build();
    }

    private @Nullable String keyId() {
        JsonObject header = explanation.parts().header();
        return header != null && header.asMap().get("kid") instanceof String kid ? kid : null;
    }
}
