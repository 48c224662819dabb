package org.jwks4j.cli.token;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.cli.terminal.KeyText;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenRules;

/** The key that a token needs, and whether its signature is of that key. */
final class KeyChecks {
    private static final String PUBLISHED = "one of the issuer's published keys";
    private static final String OF_THE_KEY = "made with this key";

    private final String compact;
    private final UnverifiedToken token;
    private final @Nullable KeyFetcher fetcher;
    private final Outcome outcome;

    /**
     * Looks the key up.
     *
     * @param compact the token's text
     * @param fetcher null if no one is to be asked
     * @param known what the look-up came to before, if there was one: it is not repeated
     */
    KeyChecks(String compact, UnverifiedToken token, @Nullable KeyFetcher fetcher, @Nullable TokenException known) {
        this.compact = compact;
        this.token = token;
        this.fetcher = fetcher;
        this.outcome = fetcher == null ? new Outcome(List.of(), null) : outcome(fetcher, known);
    }

    private Outcome outcome(KeyFetcher asked, @Nullable TokenException known) {
        if (known != null && KeyAdvice.isAboutKeys(known.reason())) {
            return new Outcome(List.of(), known);
        }
        try {
            return new Outcome(asked.blocking().getKeys(token), null);
        } catch (TokenException e) {
            return new Outcome(List.of(), e);
        }
    }

    Optional<VerificationKey> key() {
        return outcome.keys.stream().findFirst();
    }

    /** Why the key could not be learned, which says nothing about the token. */
    Optional<TokenException> unavailable() {
        return Optional.ofNullable(outcome.failure).filter(failure -> failure.httpStatus() == 503);
    }

    Check keyCheck() {
        String kid = "kid " + Quoted.of(token.keyId());
        TokenException failure = outcome.failure;
        if (fetcher == null) {
            return Check.unchecked("key", PUBLISHED, kid + "; no issuer was asked");
        } else if (failure == null) {
            return Check.ok("key", PUBLISHED, kid + ", " + described(outcome.keys));
        } else if (!KeyAdvice.isAboutKeys(failure.reason())) {
            return Check.unchecked(
                    "key", PUBLISHED, kid + "; no issuer was asked, as the token is refused before that");
        } else if (failure.httpStatus() == 503) {
            return Check.bad(
                    "key", PUBLISHED, "none: " + failure.getMessage(), failure.reason(), KeyAdvice.of(failure));
        }
        String published = published()
                .map(set -> "; published: " + NearestKeys.inWords(set, token.keyId()))
                .orElse("");
        return Check.bad(
                "key", PUBLISHED, kid + ": " + failure.reason() + published, failure.reason(), KeyAdvice.of(failure));
    }

    private static String described(List<VerificationKey> keys) {
        VerificationKey first = keys.get(0);
        return keys.size() == 1
                ? KeyText.typeAndSize(first.jwk()) + ", thumbprint "
                        + first.jwk().thumbprint()
                : keys.size() + " keys fit";
    }

    /** What the issuer publishes, if it was had: nothing is fetched for this. */
    Optional<JwkSet> published() {
        String issuer = token.issuer();
        boolean known = outcome.failure != null
                && outcome.failure.httpStatus() == 401
                && KeyAdvice.isAboutKeys(outcome.failure.reason());
        if (fetcher == null || issuer == null || !known) {
            return Optional.empty();
        }
        try {
            return Optional.of(fetcher.blocking().getJwkSet(issuer));
        } catch (TokenException e) {
            return Optional.empty();
        }
    }

    Check signatureCheck() {
        int bytes = token.signature().length;
        Optional<String> wrongLength =
                JwsAlgorithm.of(token.algorithm()).flatMap(algorithm -> SignatureLength.expected(algorithm, bytes));
        if (wrongLength.isPresent()) {
            return Check.bad(
                    "signature",
                    wrongLength.get(),
                    bytes + " bytes, at the end of " + (token.signingInput().length + 1 + encodedLength(bytes))
                            + " characters",
                    Reason.INVALID_SIGNATURE,
                    "The token was cut off at its end, or its header was changed. Copy the whole of it.");
        } else if (fetcher == null || outcome.keys.isEmpty()) {
            return Check.unchecked("signature", OF_THE_KEY, bytes + " bytes; without the key it cannot be checked");
        }
        return verified(fetcher, bytes);
    }

    private static int encodedLength(int bytes) {
        return (bytes * 4 + 2) / 3;
    }

    /** The claims are looked at after the signature, so that what is said of them says that it is right. */
    private Check verified(KeyFetcher asked, int bytes) {
        JwtVerifier verifier = JwtVerifier.builder(asked)
                .rules(TokenRules.acceptingAnyAudience()
                        .acceptMissingExpiration()
                        .acceptAnyType()
                        .acceptEvents()
                        .acceptBoundTokensWithoutProof())
                .build();
        Reason refusal = null;
        try {
            verifier.blocking().verify(compact);
        } catch (TokenException e) {
            refusal = e.reason();
        }
        if (refusal == Reason.UNSUPPORTED_CRITICAL_HEADER) {
            return Check.unchecked("signature", OF_THE_KEY, bytes + " bytes; not checked, because of the header");
        } else if (refusal == Reason.INVALID_SIGNATURE) {
            return Check.bad(
                    "signature",
                    OF_THE_KEY,
                    "made with another key, or the token was changed",
                    Reason.INVALID_SIGNATURE,
                    "The token was changed after it was signed, or another key signed it: compare it with the one that"
                            + " was sent, or ask whether another environment's issuer uses the same kid.");
        }
        return Check.ok("signature", OF_THE_KEY, bytes + " bytes, checked with " + token.algorithm());
    }

    private record Outcome(
            List<VerificationKey> keys, @Nullable TokenException failure) {}
}
