package org.jwks4j.cli.keylog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.keylog.LoggedKey;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenRules;

/** Whether a key of a log signed a token. Claims do not matter: it was good, or not, at another time. */
final class LoggedSignature {
    /** What is found wrong only in a token whose signature is right, since claims are looked at after it. */
    private static final Set<Reason> ABOUT_CLAIMS = EnumSet.range(Reason.MISSING_CLAIM, Reason.INVALID_PROOF);

    private LoggedSignature() {}

    static boolean isOf(LoggedKey key, String token) {
        JwkSet set = JwkSet.of(JsonObject.of(Map.of("keys", List.of(key.jwk()))));
        if (set.keys().isEmpty()) {
            return false; // no longer a key that is used: one for ES256K, whose provider is not here
        }
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(TrustedIssuer.of(key.issuer()).withJwkSet(set))
                .build()) {
            return isOf(fetcher, token);
        }
    }

    private static boolean isOf(KeyFetcher fetcher, String token) {
        JwtVerifier verifier = JwtVerifier.builder(fetcher)
                .rules(TokenRules.acceptingAnyAudience()
                        .acceptMissingExpiration()
                        .acceptAnyType()
                        .acceptEvents()
                        .acceptBoundTokensWithoutProof())
                .build();
        try {
            verifier.blocking().verify(token);
            return true;
        } catch (TokenException e) {
            return ABOUT_CLAIMS.contains(e.reason());
        }
    }
}
