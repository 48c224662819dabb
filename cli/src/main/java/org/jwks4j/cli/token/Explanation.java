package org.jwks4j.cli.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/**
 * All that a verifier would look at in a token, each by itself, in the verifier's order.
 *
 * @param parts the token as far as it can be read
 * @param checks how each went
 * @param key the key that the token needs, if it was had
 * @param published what the issuer publishes, if the key is not there or cannot be used
 */
record Explanation(TokenParts parts, List<Check> checks, Optional<VerificationKey> key, Optional<JwkSet> published) {
    /** RFC 7516 §3.1: between the five parts of an encrypted token. */
    private static final int ENCRYPTED_DOTS = 4;

    /** RFC 7515 §3.1: between the three parts of a signed one. */
    private static final int SIGNED_DOTS = 2;

    /**
     * Explains a token.
     *
     * @param fetcher trusts the issuers of the rules; null if no one is to be asked
     * @param known why a verifier refused the token, if it was asked before
     */
    static Explanation of(String token, @Nullable KeyFetcher fetcher, Rules rules, @Nullable TokenException known) {
        TokenParts parts = TokenParts.of(token);
        UnverifiedToken read;
        try {
            read = UnverifiedToken.parse(token);
        } catch (TokenFormatException e) {
            return new Explanation(parts, unreadable(token, parts, rules, e), Optional.empty(), Optional.empty());
        }
        KeyChecks keys = new KeyChecks(token, read, fetcher, known);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("form", "a compact JWS", token.length() + " characters"));
        checks.add(IssuerCheck.of(read.issuer(), rules.issuers()));
        checks.add(HeaderChecks.algorithm(read));
        checks.add(keys.keyCheck());
        JsonObject header = parts.header();
        if (header != null) {
            checks.add(HeaderChecks.critical(header));
            checks.add(HeaderChecks.type(header, rules.type()));
        }
        checks.add(keys.signatureCheck());
        addClaims(checks, parts.claims(), rules);
        OtherRules.of(token, fetcher, rules, checks, known).ifPresent(checks::add);
        return new Explanation(parts, List.copyOf(checks), keys.key(), keys.published());
    }

    /** What can be read is shown anyway: a broken token is often an expired one too. */
    private static List<Check> unreadable(String token, TokenParts parts, Rules rules, TokenFormatException e) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.bad(
                "form", "a compact JWS", String.valueOf(e.getMessage()), Reason.MALFORMED_TOKEN, advice(token, parts)));
        addClaims(checks, parts.claims(), rules);
        return List.copyOf(checks);
    }

    private static String advice(String token, TokenParts parts) {
        long dots = token.chars().filter(c -> c == '.').count();
        if (dots == ENCRYPTED_DOTS && token.matches("[A-Za-z0-9_.-]+")) {
            return "Only its receiver can read an encrypted token. Have the issuer send signed ones.";
        } else if (token.length() > UnverifiedToken.MAX_TOKEN_LENGTH) {
            return "No service here takes a token of this size. Have the issuer send a shorter one, with fewer claims; or copy"
                    + " the token alone, if other text is with it.";
        }
        return dots == SIGNED_DOTS && parts.header() != null && parts.claims() != null && parts.signatureBytes() >= 0
                ? "The token is whole, and not as it must be: copying it again does not help. Have the issuer send one"
                        + " without this mistake."
                : "Copy the token whole, and nothing else: three parts with dots between them. If it is whole, it is"
                        + " no token that a service here can take, and its issuer must send another.";
    }

    private static void addClaims(List<Check> checks, @Nullable JsonObject claims, Rules rules) {
        if (claims != null) {
            ClaimChecks claimChecks = new ClaimChecks(claims, rules);
            checks.add(claimChecks.audience());
            checks.add(claimChecks.expiration());
            checks.add(claimChecks.notBefore());
            checks.add(claimChecks.issued());
        }
    }

    /** The first that went wrong: what a verifier stops at. */
    Optional<Check> firstBad() {
        return checks.stream().filter(Check::isBad).findFirst();
    }

    /** Why a verifier refuses the token, or cannot tell. */
    Optional<Reason> refusal() {
        return firstBad().map(Check::reason);
    }
}
