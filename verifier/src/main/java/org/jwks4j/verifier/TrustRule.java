package org.jwks4j.verifier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/**
 * What the trust in an issuer asks of each of its tokens ({@link BoundClaims}, and the fetcher itself), said beside its rules: so that a
 * reviewer reads all of it, and a contradiction is found at start.
 *
 * @param oneOf null if it is another for each issuer
 */
record TrustRule(String claim, @Nullable List<String> oneOf, String explanation) implements Rule {
    /** The names of an issuer, which its tokens have as {@code iss}. */
    static TrustRule ofName(TrustedIssuer issuer) {
        List<String> names = List.copyOf(issuer.names());
        return new TrustRule(
                "iss",
                names,
                "\"iss\" is one of " + names.stream().map(Quoted::of).toList());
    }

    /** The claims that a template binds to its slots. */
    static List<TrustRule> ofSlots(IssuerTemplate template) {
        return template.boundClaims().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(bound -> new TrustRule(
                        bound.getKey(),
                        null,
                        Quoted.of(bound.getKey()) + " is the slot " + Quoted.of(bound.getValue())
                                + " of the issuer's name"))
                .toList();
    }

    /** What a reviewer reads of a named issuer, beside its rules. */
    static List<String> explain(TrustedIssuer issuer) {
        return issuer.algorithms()
                .map(some ->
                        List.of("alg is one of " + some.stream().sorted().toList() + ", by the trust in the issuer"))
                .orElse(List.of());
    }

    /** The same of all issuers of a template. */
    static List<String> explain(IssuerTemplate template) {
        List<String> all = new ArrayList<>(explain(template.example()));
        ofSlots(template).forEach(rule -> all.add(rule.explanation()));
        return all;
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        // where the key is found, and where it is used
    }

    @Override
    public List<Demand> demands() {
        return List.of(
                oneOf == null
                        ? Demand.needed(claim, Demand.Kind.STRING)
                        : Demand.neededOf(claim, Demand.Kind.STRING, oneOf));
    }
}
