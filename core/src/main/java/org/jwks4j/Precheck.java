package org.jwks4j;

import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/** What is checked of a token before any I/O: no key is needed for one that none could verify. */
final class Precheck {
    private Precheck() {}

    static UnverifiedToken token(String text) {
        try {
            return UnverifiedToken.parse(text);
        } catch (TokenFormatException e) {
            throw new MalformedTokenException(e);
        }
    }

    static String issuer(UnverifiedToken token) {
        String issuer = token.issuer();
        if (issuer == null) {
            throw new MalformedTokenException(
                    Reason.MISSING_ISSUER, "the token has no iss (RFC 7519 §4.1.1), nor a SPIFFE ID in sub");
        }
        return issuer;
    }

    /** For a key ID that was not read from a token: no JWK has one that is longer. */
    static String issuer(String issuer, @Nullable String keyId) {
        if (keyId != null && keyId.length() > UnverifiedToken.MAX_KEY_ID_LENGTH) {
            throw new MalformedTokenException(
                    Reason.MALFORMED_TOKEN, "kid is longer than " + UnverifiedToken.MAX_KEY_ID_LENGTH + " characters");
        }
        return issuer;
    }

    static JwsAlgorithm algorithm(UnverifiedToken token, Issuer issuer) {
        JwsAlgorithm algorithm = JwsAlgorithm.of(token.algorithm())
                .orElseThrow(() -> refused(
                        Reason.UNSUPPORTED_ALGORITHM,
                        issuer,
                        token.keyId(),
                        token.algorithm(),
                        "is not one that a published key can verify"));
        return algorithm(algorithm, token.keyId(), issuer);
    }

    static JwsAlgorithm algorithm(JwsAlgorithm algorithm, @Nullable String keyId, Issuer issuer) {
        if (!issuer.allows(algorithm)) {
            throw refused(
                    Reason.ALGORITHM_NOT_ALLOWED,
                    issuer,
                    keyId,
                    algorithm.jwsName(),
                    "is not among those that its issuer may use");
        }
        return algorithm;
    }

    private static UnusableKeyException refused(
            Reason reason, Issuer issuer, @Nullable String keyId, String algorithm, String why) {
        String message = "alg " + Quoted.of(algorithm) + " of a token of " + Quoted.of(issuer.name()) + " " + why
                + "; nothing was fetched";
        return new UnusableKeyException(reason, issuer.name(), keyId, message);
    }
}
