package org.jwks4j.javajwt;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.util.List;
import java.util.function.Consumer;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/** One of java-jwt's algorithms, with the few keys that fit the token, mostly one. */
final class PublicKeyAlgorithm extends Algorithm {
    private final JwsAlgorithm algorithm;
    private final Keys keys;

    /** With keys that are known. */
    PublicKeyAlgorithm(JwsAlgorithm algorithm, List<VerificationKey> known) {
        this(algorithm, (token, trial) -> trial.accept(known));
    }

    private PublicKeyAlgorithm(JwsAlgorithm algorithm, Keys keys) {
        super(algorithm.jwsName(), algorithm.jwsName() + " with an issuer's published keys");
        if (!JavaJwtAlgorithms.has(algorithm)) {
            throw new IllegalArgumentException("java-jwt has no " + algorithm);
        }
        this.algorithm = algorithm;
        this.keys = keys;
    }

    /** With those of each token, and once more with others if one has changed under its {@code kid}. */
    static PublicKeyAlgorithm fetching(JwsAlgorithm algorithm, KeyFetcher fetcher) {
        return new PublicKeyAlgorithm(
                algorithm,
                (token, trial) -> fetcher.blocking()
                        .tryKeys(
                                read(token),
                                keys -> {
                                    trial.accept(keys);
                                    return token;
                                },
                                SignatureVerificationException.class::isInstance));
    }

    /** The algorithm of a token whose keys the fetcher gave, so that it is one of theirs. */
    static PublicKeyAlgorithm resolved(DecodedJWT token, List<VerificationKey> keys) {
        JwsAlgorithm algorithm = JwsAlgorithm.of(token.getAlgorithm())
                .filter(JavaJwtAlgorithms::has)
                .orElseThrow(() -> refused(
                        Reason.UNSUPPORTED_ALGORITHM, token, "java-jwt has no " + Quoted.of(token.getAlgorithm())));
        return new PublicKeyAlgorithm(algorithm, keys);
    }

    @Override
    public void verify(DecodedJWT token) {
        if (!token.getHeaderClaim("crit").isMissing()) { // RFC 7515 §4.1.11; java-jwt does not look
            throw refused(Reason.UNSUPPORTED_CRITICAL_HEADER, token, "its header has crit, which is not supported");
        }
        keys.tryFor(token, candidates -> verify(token, candidates));
    }

    private void verify(DecodedJWT token, List<VerificationKey> candidates) {
        requireBoundClaims(token, candidates.get(0));
        for (VerificationKey key : candidates.subList(0, candidates.size() - 1)) {
            try {
                JavaJwtAlgorithms.of(algorithm, key.publicKey()).verify(token);
                return;
            } catch (SignatureVerificationException ofAnotherKey) {
                // the next one, then
            }
        }
        VerificationKey last = candidates.get(candidates.size() - 1);
        JavaJwtAlgorithms.of(algorithm, last.publicKey()).verify(token);
    }

    /** What a template binds, such as Entra's {@code tid}: a token that says another tenant than its issuer is refused. */
    private static void requireBoundClaims(DecodedJWT token, VerificationKey key) {
        key.trustedIssuer().boundClaims().forEach((name, value) -> {
            if (!value.equals(token.getClaim(name).asString())) {
                throw refused(
                        Reason.WRONG_CLAIM,
                        token,
                        "its " + Quoted.of(name) + " is not what the name of its issuer says");
            }
        });
    }

    @Override
    public byte[] sign(byte[] content) {
        throw new SignatureGenerationException(this, new UnsupportedOperationException("public keys do not sign"));
    }

    /** The token's own text goes to our strict reader, so that it is never read in two ways. */
    private static UnverifiedToken read(DecodedJWT token) {
        try {
            return UnverifiedToken.parse(token.getToken());
        } catch (TokenFormatException e) {
            throw new MalformedTokenException(e);
        }
    }

    private static InvalidJwtException refused(Reason reason, DecodedJWT token, String problem) {
        String issuer = String.valueOf(token.getIssuer());
        return new InvalidJwtException(
                reason, issuer, token.getKeyId(), "token of " + Quoted.of(issuer) + " refused: " + problem);
    }

    /** Where the keys come from. */
    private interface Keys {
        void tryFor(DecodedJWT token, Consumer<List<VerificationKey>> trial);
    }
}
