package org.jwks4j;

import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.UnverifiedToken;

/** Before any I/O: an algorithm that no key could verify for an issuer needs no key. */
final class AllowedAlgorithm {
    private AllowedAlgorithm() {}

    static JwsAlgorithm of(UnverifiedToken token, Issuer issuer) {
        JwsAlgorithm algorithm = JwsAlgorithm.of(token.algorithm())
                .orElseThrow(() -> refused(
                        Reason.UNSUPPORTED_ALGORITHM,
                        issuer,
                        token.keyId(),
                        token.algorithm(),
                        "is none that a published key can verify"));
        return of(algorithm, token.keyId(), issuer);
    }

    static JwsAlgorithm of(JwsAlgorithm algorithm, @Nullable String keyId, Issuer issuer) {
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
