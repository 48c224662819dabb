package org.jwks4j.verifier;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;

/**
 * Which rules hold for an issuer: those of its name, then those of the first template that it fits, then those that a function
 * chooses, then those for all others.
 *
 * @param chooser null if there is none
 * @param others null if no others are accepted
 */
record RulesByIssuer(
        Map<String, TokenRules> named,
        List<OfTemplate> templates,
        @Nullable Function<TrustedIssuer, Optional<TokenRules>> chooser,
        @Nullable TokenRules others) {

    /** Rules of all issuers that fit a template. */
    record OfTemplate(IssuerTemplate template, TokenRules rules) {}

    TokenRules of(TrustedIssuer issuer, Subject subject) {
        TokenRules own = named.get(issuer.name());
        if (own != null) {
            return own;
        }
        for (OfTemplate entry : templates) {
            if (entry.template().match(issuer.name()).isPresent()) {
                return entry.rules();
            }
        }
        return chosen(issuer, subject)
                .or(() -> Optional.ofNullable(others))
                .orElseThrow(() -> subject.refused(
                        Reason.UNTRUSTED_ISSUER, "its issuer is trusted, and no rules are set for its tokens"));
    }

    private Optional<TokenRules> chosen(TrustedIssuer issuer, Subject subject) {
        try {
            return chooser == null ? Optional.empty() : chooser.apply(issuer);
        } catch (RuntimeException e) { // of others' code, so its message is not quoted
            throw subject.refused(
                    Reason.CHECK_FAILED,
                    "the choice of its rules threw " + e.getClass().getSimpleName());
        }
    }

    String explanation() {
        StringBuilder text = new StringBuilder();
        named.forEach((issuer, rules) -> text.append(section("issuer " + Quoted.of(issuer), rules)));
        templates.forEach(entry -> text.append(section("issuers like " + entry.template(), entry.rules())));
        text.append(chooser == null ? "" : "issuers whose rules a function chooses\n");
        return text.append(others == null ? "" : section("all other trusted issuers", others))
                .toString();
    }

    private static String section(String title, TokenRules rules) {
        return title + ":\n  " + String.join("\n  ", rules.explain()) + "\n";
    }
}
