package org.jwks4j.javajwt;

import static java.util.Objects.requireNonNull;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.auth0.jwt.interfaces.ECDSAKeyProvider;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import com.auth0.jwt.interfaces.Verification;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * Hands the keys of a {@link KeyFetcher} to Auth0's java-jwt, for all issuers that the fetcher trusts, each with its own
 * keys.
 *
 * <p>java-jwt asks for keys on the calling thread. {@link #verify} gets them first, and no thread waits; the algorithm and
 * the key providers wait at the caller's expense while a key is not cached, at most until the fetcher's deadline: not on an
 * event loop.
 *
 * <p>java-jwt verifies RS, PS and ES 256/384/512 and has no EdDSA. It checks {@code exp} and {@code nbf} if they are
 * there, and takes no notice of {@code crit}: {@link #verify} and the algorithms of this class refuse it (RFC 7515 §4.1.11),
 * the key providers never see it.
 *
 * <p>Thread-safe. It has nothing to close; it never closes the fetcher.
 */
public final class JavaJwtKeys {
    private final KeyFetcher fetcher;

    private JavaJwtKeys(KeyFetcher fetcher) {
        this.fetcher = requireNonNull(fetcher, "fetcher");
    }

    /**
     * An adapter for a fetcher.
     *
     * @param fetcher knows whom to trust and gets the keys
     * @return the adapter
     */
    public static JavaJwtKeys of(KeyFetcher fetcher) {
        return new JavaJwtKeys(fetcher);
    }

    /**
     * Gets the keys of a token without waiting, and then lets java-jwt verify the token with them alone, with its algorithm
     * if it is one of theirs, and with their issuer as the one that {@code iss} must name. If the token has no
     * {@code kid}, up to four keys are tried (RFC 7515 §4.1.4).
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @param settings makes java-jwt strict: called for each token with a new builder, for instance
     *     {@code verification -> verification.withAudience("orders").withClaimPresence("exp")}
     * @return the verified token: complete already if the keys are cached, else completed on the fetcher's executor.
     *     Fails with a {@link org.jwks4j.error.KeyFetchException.KeysUnavailableException} if the keys could not be learned (503), and with
     *     another {@link org.jwks4j.error.TokenException} or a {@link com.auth0.jwt.exceptions.JWTVerificationException} if the
     *     token is at fault (401); none is wrapped
     */
    public CompletableFuture<DecodedJWT> verify(String token, UnaryOperator<Verification> settings) {
        requireNonNull(settings, "settings");
        return fetcher.tryKeys(
                token, keys -> verified(token, keys, settings), SignatureVerificationException.class::isInstance);
    }

    /**
     * An algorithm for {@link JWT#require} that gets the keys of the token's {@code iss} when a token is verified. If
     * several keys fit, up to four are tried. java-jwt wants a verifier of its own for each algorithm.
     *
     * <p>The verifier throws our {@link org.jwks4j.error.TokenException}s as they are: a
     * {@link org.jwks4j.error.KeyFetchException.KeysUnavailableException} is a 503; the others, and java-jwt's own, are 401s.
     *
     * @param algorithm what tokens must name as {@code alg}
     * @return an algorithm that verifies for all issuers that the fetcher trusts, may wait, and cannot sign
     * @throws IllegalArgumentException when java-jwt has no such algorithm
     */
    public Algorithm algorithm(JwsAlgorithm algorithm) {
        return PublicKeyAlgorithm.fetching(algorithm, fetcher);
    }

    /**
     * An algorithm for {@link JWT#require} with a key that you got before. Require the key's issuer too.
     *
     * @param key the key of the token that is to be verified
     * @param algorithm what the token must name as {@code alg}
     * @return an algorithm that makes no request, and cannot sign
     * @throws IllegalArgumentException when the key may not verify it, or java-jwt has no such algorithm
     */
    public static Algorithm algorithm(VerificationKey key, JwsAlgorithm algorithm) {
        if (!key.algorithms().contains(algorithm)) {
            throw new IllegalArgumentException("the key is for " + key.algorithms() + ", not for " + algorithm);
        }
        return new PublicKeyAlgorithm(algorithm, List.of(key));
    }

    /**
     * One issuer's RSA keys for {@code Algorithm.RSA256(provider)} and its kind. It sees only the {@code kid}: require the
     * issuer by {@code withIssuer}, and name the same algorithm in both places. {@link #algorithm(JwsAlgorithm)} cannot be
     * got wrong so. If several keys fit it fails with {@link org.jwks4j.error.Reason#AMBIGUOUS_KEY}.
     *
     * @param issuer the exact name of a trusted issuer
     * @param algorithm what the keys are used for
     * @return a provider of public keys that may wait, and throws {@link org.jwks4j.error.KeyFetchException}s, which java-jwt lets
     *     through
     * @throws IllegalArgumentException when the algorithm is not one for RSA keys
     */
    public RSAKeyProvider rsaKeyProvider(String issuer, JwsAlgorithm algorithm) {
        return new IssuerKeys.Rsa(new IssuerKeys(fetcher, issuer, algorithm).requireOneOf(JavaJwtAlgorithms.RSA));
    }

    /**
     * One issuer's EC keys for {@code Algorithm.ECDSA256(provider)} and its kind; else as {@link #rsaKeyProvider}.
     *
     * @param issuer the exact name of a trusted issuer
     * @param algorithm what the keys are used for
     * @return a provider of public keys that may wait, and throws {@link org.jwks4j.error.KeyFetchException}s, which java-jwt lets
     *     through
     * @throws IllegalArgumentException when the algorithm is not one of ES256, ES384 and ES512
     */
    public ECDSAKeyProvider ecdsaKeyProvider(String issuer, JwsAlgorithm algorithm) {
        return new IssuerKeys.Ec(new IssuerKeys(fetcher, issuer, algorithm).requireOneOf(JavaJwtAlgorithms.EC));
    }

    private static DecodedJWT verified(String token, List<VerificationKey> keys, UnaryOperator<Verification> settings) {
        Algorithm algorithm = PublicKeyAlgorithm.resolved(JWT.decode(token), keys);
        return settings.apply(JWT.require(algorithm))
                .withIssuer(keys.get(0).trustedIssuer().names().toArray(String[]::new))
                .build()
                .verify(token);
    }
}
