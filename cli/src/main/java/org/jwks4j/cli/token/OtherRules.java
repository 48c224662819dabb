package org.jwks4j.cli.token;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;

/** What a verifier refuses and no check by itself is about: bound tokens, tokens of events, a {@code typ} that is no text. */
final class OtherRules {
    private OtherRules() {}

    /**
     * The refusal that the checks do not show.
     *
     * @param checks how the others went
     * @param known why a verifier refused the token, if it was asked before; else it is asked now if there is nothing else against
     *     the token
     */
    static Optional<Check> of(
            String token,
            @Nullable KeyFetcher fetcher,
            Rules rules,
            List<Check> checks,
            @Nullable TokenException known) {
        if (known != null) {
            return Optional.of(known)
                    .filter(refusal -> checks.stream().noneMatch(check -> check.reason() == refusal.reason()))
                    .map(OtherRules::check);
        }
        return fetcher == null || checks.stream().anyMatch(Check::isBad)
                ? Optional.empty()
                : refusal(token, fetcher, rules).map(OtherRules::check);
    }

    private static Optional<TokenException> refusal(String token, KeyFetcher fetcher, Rules rules) {
        try {
            rules.verifier(fetcher).blocking().verify(token);
            return Optional.empty();
        } catch (TokenException e) {
            return Optional.of(e);
        }
    }

    private static Check check(TokenException refusal) {
        return Check.bad(
                "rules",
                "all else that a verifier asks for",
                String.valueOf(refusal.getMessage()),
                refusal.reason(),
                advice(refusal));
    }

    private static String advice(TokenException refusal) {
        Reason reason = refusal.reason();
        return switch (reason) {
            case MISSING_PROOF ->
                "Only the client that has the key or certificate of cnf can use the token, and shows a proof of it with each"
                        + " request. A service checks that; this command line cannot.";
            case FORBIDDEN_CLAIM, WRONG_TYPE -> "It is another kind of token. Have the client send the right one.";
            case REVOKED_KEY, REVOKED_ISSUER ->
                "The operator of this service took it back. Get a token of another key.";
            default ->
                KeyAdvice.isAboutKeys(reason)
                        ? KeyAdvice.of(refusal)
                        : "Have the issuer send tokens as the rule says, or change the rule if it is wrong.";
        };
    }
}
