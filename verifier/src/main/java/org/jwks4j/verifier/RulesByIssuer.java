package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.form.Subject;

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

    /** What a function chooses is not known yet; larger sizes have no effect there. */
    void requireWithin(UnverifiedToken.Limits limits) {
        Stream.of(named.values().stream(), templates.stream().map(OfTemplate::rules), Stream.ofNullable(others))
                .flatMap(each -> each)
                .filter(rules -> !rules.bounds().areWithin(limits))
                .findFirst()
                .ifPresent(rules -> {
                    throw new IllegalStateException(
                            "withMaxSize(...) of an issuer's rules allows more than all tokens may have,"
                                    + " which are " + limits.maxTokenLength() + " characters and "
                                    + limits.maxHeaderBytes()
                                    + " bytes of header: raise tokenLimits(...) of the verifier. The rules are "
                                    + rules);
                });
    }

    /** Else it would depend on their order which of them hold. */
    void requireOneNameOf(List<TrustedIssuer> issuers) {
        for (TrustedIssuer issuer : issuers) {
            List<String> said = issuer.names().stream()
                    .filter(named::containsKey)
                    .map(Quoted::of)
                    .toList();
            if (said.size() > 1) {
                throw new IllegalStateException(
                        "issuer(...) was called for several names of one issuer, " + said + ": set its rules by one");
            }
        }
    }

    TokenRules of(TrustedIssuer issuer, Subject subject) {
        TokenRules own = namedOrOfTemplate(issuer);
        if (own != null) {
            return own;
        }
        return chosen(issuer, subject)
                .or(() -> Optional.ofNullable(others))
                .orElseThrow(() -> subject.refused(
                        Reason.UNTRUSTED_ISSUER, "its issuer is trusted, and no rules are set for its tokens"));
    }

    /** The same as far as it is known before there is a token. */
    Optional<TokenRules> known(TrustedIssuer issuer) {
        TokenRules own = namedOrOfTemplate(issuer);
        return own != null || chooser != null ? Optional.ofNullable(own) : Optional.ofNullable(others);
    }

    private @Nullable TokenRules namedOrOfTemplate(TrustedIssuer issuer) {
        TokenRules own = named(issuer);
        for (int i = 0; own == null && i < templates.size(); i++) { // no iterator: this is done for each token
            if (templates.get(i).template().matches(issuer.name())) {
                own = templates.get(i).rules();
            }
        }
        return own;
    }

    /** An alias is a name too: rules that were set for it are not passed over. */
    private @Nullable TokenRules named(TrustedIssuer issuer) {
        TokenRules own = named.get(issuer.name());
        if (own == null && !named.isEmpty()) {
            for (String name : issuer.names()) {
                own = own == null ? named.get(name) : own;
            }
        }
        return own;
    }

    /** A token that is no JWS except for its padding, if the issuer that it names is one whose rules accept that. */
    Optional<UnverifiedToken> padded(String token, UnverifiedToken.Limits limits) {
        if (named.values().stream().noneMatch(rules -> rules.bounds().paddingAccepted())) {
            return Optional.empty();
        }
        try {
            UnverifiedToken read = UnverifiedToken.parsePadded(token, limits);
            TokenRules own = named.get(String.valueOf(read.issuer()));
            return own != null && own.bounds().paddingAccepted() ? Optional.of(read) : Optional.empty();
        } catch (TokenFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<TokenRules> chosen(TrustedIssuer issuer, Subject subject) {
        if (chooser == null) {
            return Optional.empty();
        }
        try {
            return requireNonNull(chooser.apply(issuer), "the choice of rules returned null");
        } catch (Throwable e) { // of others' code: not quoted
            OwnRule.rethrowIfOfTheMachine(e);
            throw subject.refused(
                    Reason.CHECK_FAILED,
                    "the choice of its rules threw " + e.getClass().getSimpleName());
        }
    }

    /** Beside the rules, what the fetcher's trust asks for. */
    String explanation(KeyFetcher fetcher) {
        StringBuilder text = new StringBuilder();
        Map<String, TrustedIssuer> byName = new HashMap<>();
        fetcher.namedIssuers().forEach(issuer -> issuer.names().forEach(name -> byName.put(name, issuer)));
        named.forEach((issuer, rules) ->
                text.append(section("issuer " + Quoted.of(issuer), ofTrust(issuer, byName, fetcher), rules.explain())));
        templates.forEach(entry -> text.append(section(
                "issuers like " + entry.template(),
                ofTrust(entry.template(), fetcher),
                entry.rules().explain())));
        text.append(chooser == null ? "" : "issuers whose rules a function chooses\n");
        text.append(others == null ? "" : section("all other trusted issuers", others.explain()));
        fetcher.namedIssuers().stream()
                .filter(issuer -> namedOrOfTemplate(issuer) == null)
                .forEach(issuer -> text.append(
                        sectionIfAny("of these, issuer " + Quoted.of(issuer.name()), TrustRule.explain(issuer))));
        fetcher.templates().stream()
                .filter(template -> namedOrOfTemplate(template.example()) == null)
                .forEach(template ->
                        text.append(sectionIfAny("of these, issuers like " + template, TrustRule.explain(template))));
        return text.toString();
    }

    private static List<String> ofTrust(String issuer, Map<String, TrustedIssuer> byName, KeyFetcher fetcher) {
        return Optional.ofNullable(byName.get(issuer))
                .map(TrustRule::explain)
                .or(() -> fetcher.templates().stream()
                        .filter(template -> template.matches(issuer))
                        .map(TrustRule::explain)
                        .findFirst())
                .orElse(List.of());
    }

    private static List<String> ofTrust(IssuerTemplate template, KeyFetcher fetcher) {
        return fetcher.templates().stream()
                .filter(trusted -> template.matches(trusted.example().name()))
                .map(TrustRule::explain)
                .findFirst()
                .orElse(List.of());
    }

    private static String sectionIfAny(String title, List<String> lines) {
        return lines.isEmpty() ? "" : section(title, lines);
    }

    static String section(String title, List<String> lines) {
        return section(title, List.of(), lines);
    }

    private static String section(String title, List<String> ofTrust, List<String> lines) {
        return Stream.concat(ofTrust.stream(), lines.stream())
                .collect(Collectors.joining("\n  ", title + ":\n  ", "\n"));
    }
}
