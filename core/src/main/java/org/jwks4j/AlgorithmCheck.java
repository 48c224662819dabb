package org.jwks4j;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.UnverifiedToken;

/** Whether a token's {@code alg} may be used at all for its issuer (RFC 8725 §3.1). */
final class AlgorithmCheck {
    private AlgorithmCheck() {}

    /** Before any I/O: an algorithm that no key could verify for this issuer needs no key. */
    static JwsAlgorithm allowed(Issuer issuer, UnverifiedToken token) {
        Optional<JwsAlgorithm> algorithm = JwsAlgorithm.of(token.algorithm());
        if (algorithm.isEmpty()) {
            throw refused(
                    Reason.UNSUPPORTED_ALGORITHM,
                    issuer,
                    token.keyId(),
                    token.algorithm(),
                    "is none that a published key can verify");
        }
        return allowed(issuer, token.keyId(), algorithm.get());
    }

    static JwsAlgorithm allowed(Issuer issuer, @Nullable String keyId, JwsAlgorithm algorithm) {
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
