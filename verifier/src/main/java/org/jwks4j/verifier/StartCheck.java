package org.jwks4j.verifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.UnverifiedToken;

/** Rules that would have no effect, or refuse all tokens of an issuer, for what the fetcher trusts: they fail when a verifier is built. */
record StartCheck(RulesByIssuer rules, KeyFetcher fetcher) {
    /** @throws IllegalStateException with both sides of the first contradiction */
    void require(UnverifiedToken.Limits limits) {
        rules.requireWithin(limits);
        rules.requireOneNameOf(fetcher.namedIssuers());
        requireTrust();
        fetcher.namedIssuers().forEach(this::requireMeetable);
        fetcher.templates().forEach(this::requireMeetable);
    }

    private void requireTrust() {
        Stream.concat(
                        rules.named().keySet().stream().flatMap(name -> fetcher.whyNeverTrusted(name).stream()),
                        rules.templates().stream().flatMap(entry -> whyNeverTrusted(entry.template()).stream()))
                .findFirst()
                .ifPresent(why -> {
                    throw new IllegalStateException("rules are set for tokens that are never accepted: " + why);
                });
    }

    private Optional<String> whyNeverTrusted(IssuerTemplate template) {
        boolean trusted = fetcher.templates().stream().anyMatch(template::sharesIssuersWith)
                || fetcher.namedIssuers().stream()
                        .flatMap(issuer -> issuer.names().stream())
                        .anyMatch(template::matches);
        return trusted
                ? Optional.empty()
                : fetcher.whyNeverTrusted(template.example().name())
                        .map(why -> "no issuer like " + template + " is trusted: " + why);
    }

    private void requireMeetable(TrustedIssuer issuer) {
        rules.known(issuer)
                .ifPresent(own -> requireMeetable(
                        "issuer " + Quoted.of(issuer.name()), own, issuer, List.of(TrustRule.ofName(issuer))));
    }

    /** Of its issuers, one is as good as another here. */
    private void requireMeetable(IssuerTemplate template) {
        rules.known(template.example())
                .ifPresent(own -> requireMeetable(
                        "issuers like " + template, own, template.example(), TrustRule.ofSlots(template)));
    }

    private static void requireMeetable(String whose, TokenRules own, TrustedIssuer issuer, List<TrustRule> ofTrust) {
        Set<JwsAlgorithm> allowed = own.algorithms();
        issuer.algorithms()
                .filter(trusted -> allowed != null && Collections.disjoint(allowed, trusted))
                .ifPresent(trusted -> {
                    throw new IllegalStateException("rules contradict the trust in " + whose + ": alg is one of "
                            + allowed + ", and the fetcher trusts it with "
                            + trusted.stream().sorted().toList());
                });
        List<Rule> all = new ArrayList<>(ofTrust);
        all.addAll(own.rules());
        try {
            Contradictions.requireNone(all);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("rules contradict the trust in " + whose + ": " + e.getMessage(), e);
        }
    }
}
