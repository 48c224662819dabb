package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

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

    TokenRules of(TrustedIssuer issuer, Subject subject) {
        TokenRules own = named(issuer);
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

    /** An alias is a name too: rules that were set for it are not passed over. */
    private @Nullable TokenRules named(TrustedIssuer issuer) {
        TokenRules own = named.get(issuer.name());
        return own != null || named.isEmpty()
                ? own
                : issuer.names().stream()
                        .map(named::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
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
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) { // of others' code: not quoted
            throw subject.refused(
                    Reason.CHECK_FAILED,
                    "the choice of its rules threw " + e.getClass().getSimpleName());
        }
    }

    String explanation() {
        StringBuilder text = new StringBuilder();
        named.forEach((issuer, rules) -> text.append(section("issuer " + Quoted.of(issuer), rules.explain())));
        templates.forEach(entry -> text.append(
                section("issuers like " + entry.template(), entry.rules().explain())));
        text.append(chooser == null ? "" : "issuers whose rules a function chooses\n");
        return text.append(others == null ? "" : section("all other trusted issuers", others.explain()))
                .toString();
    }

    static String section(String title, List<String> rules) {
        return title + ":\n  " + String.join("\n  ", rules) + "\n";
    }
}
