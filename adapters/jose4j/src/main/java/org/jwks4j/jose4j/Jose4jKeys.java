package org.jwks4j.jose4j;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.TokenException;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * Hands the keys of a {@link KeyFetcher} to jose4j, for all issuers that the fetcher trusts, each with its own keys.
 *
 * <p>jose4j asks for keys on the calling thread. {@link #processToClaims} gets them first, and no thread waits;
 * {@link #consumer} and {@link #resolver} wait at the caller's expense while a key is not cached, at most until the fetcher's
 * deadline: not on an event loop.
 *
 * <p>jose4j verifies RS, PS and ES 256/384/512, {@code EdDSA}, and {@code ES256K} if a provider has the curve; other
 * algorithms, also the newer names {@code Ed25519} and {@code Ed448}, it refuses.
 *
 * <p>Thread-safe. It has nothing to close; it never closes the fetcher.
 */
public final class Jose4jKeys {
    private static final AlgorithmConstraints PUBLIC_KEY_ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            Arrays.stream(JwsAlgorithm.values()).map(JwsAlgorithm::jwsName).toArray(String[]::new));

    private final KeyFetcher fetcher;

    private Jose4jKeys(KeyFetcher fetcher) {
        this.fetcher = requireNonNull(fetcher, "fetcher");
    }

    /**
     * An adapter for a fetcher.
     *
     * @param fetcher knows whom to trust and gets the keys
     * @return the adapter
     */
    public static Jose4jKeys of(KeyFetcher fetcher) {
        return new Jose4jKeys(fetcher);
    }

    /**
     * Gets the keys of a token without waiting, and then lets jose4j process the token with them alone, with their
     * algorithms alone, and with their issuer as the one that {@code iss} must name. If the token has no {@code kid}, up
     * to four keys are tried (RFC 7515 §4.1.4).
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @param settings makes jose4j strict: called for each token with a new builder, for instance
     *     {@code consumer -> consumer.setExpectedAudience("orders").setRequireExpirationTime()}. Keys, algorithms and issuer
     *     are set after it
     * @return the verified claims: complete already if the keys are cached, else completed on the fetcher's executor.
     *     Fails with a {@link KeysUnavailableException} itself if the keys could not be learned (503), and with another
     *     {@link org.jwks4j.error.TokenException} or jose4j's {@link InvalidJwtException} if the token is at fault (401)
     */
    public CompletableFuture<JwtClaims> processToClaims(String token, UnaryOperator<JwtConsumerBuilder> settings) {
        requireNonNull(settings, "settings");
        return fetcher.tryKeys(
                token, keys -> processed(token, keys, settings), InvalidJwtSignatureException.class::isInstance);
    }

    /**
     * Begins a consumer with the {@link #resolver} that takes the algorithms of public keys alone. Require an audience and
     * the expiration time too: jose4j checks them only if it is told to.
     *
     * <p>The consumer throws {@link InvalidJwtException} whatever the trouble was; {@link #unavailable} finds out. That
     * exception's message quotes the token: do not log it.
     *
     * @return a builder of consumers that may wait
     */
    public JwtConsumerBuilder consumer() {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(resolver())
                .setJwsAlgorithmConstraints(PUBLIC_KEY_ALGORITHMS);
    }

    /**
     * Resolves the key of the {@code iss} of the unverified claims that fits {@code kid} and {@code alg}. If several do,
     * up to four are tried.
     *
     * @return a resolver that may wait; it throws {@link org.jose4j.lang.UnresolvableKeyException} with a
     *     {@link org.jwks4j.error.TokenException} as the cause
     */
    public VerificationKeyResolver resolver() {
        return new FetchingResolver(fetcher);
    }

    /**
     * Whether a consumer failed because keys could not be learned (503), which says nothing about the token.
     *
     * @param failure what the consumer threw, or anything around it
     * @return our exception among its causes; empty if the token is at fault (401)
     */
    public static Optional<KeysUnavailableException> unavailable(Throwable failure) {
        return TokenException.in(failure)
                .filter(KeysUnavailableException.class::isInstance)
                .map(KeysUnavailableException.class::cast);
    }

    private static JwtClaims processed(
            String token, List<VerificationKey> keys, UnaryOperator<JwtConsumerBuilder> settings)
            throws InvalidJwtException {
        return settings.apply(new JwtConsumerBuilder())
                .setVerificationKeyResolver((jws, nesting) -> Trial.signer(jws, keys))
                .setJwsAlgorithmConstraints(PUBLIC_KEY_ALGORITHMS)
                .setExpectedIssuers(true, keys.get(0).trustedIssuer().names().toArray(String[]::new))
                .build()
                .processToClaims(token);
    }
}
