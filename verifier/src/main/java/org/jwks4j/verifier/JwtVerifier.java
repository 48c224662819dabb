package org.jwks4j.verifier;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.MalformedTokenException;
import org.jwks4j.Reason;
import org.jwks4j.TokenException;
import org.jwks4j.VerificationKey;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/**
 * Verifies tokens: finds the issuer's key, checks the signature with exactly the algorithm that key and header agree on, then
 * the claims (RFC 7519 §7.2, RFC 8725). What is not said is refused; each relaxation is a call on the builder.
 *
 * <p>Thread-safe. Where the key is cached, verifying is done on the caller's thread and the future is complete already; it
 * never waits. Failures are {@link org.jwks4j.TokenException}s: those of the fetcher, or {@link org.jwks4j.InvalidJwtException}.
 */
public final class JwtVerifier {
    private final KeyFetcher fetcher;
    private final HeaderRules headerRules;
    private final SignatureCheck signatureCheck;
    private final ClaimRules claimRules;
    private final @Nullable VerifiedTokens verifiedTokens;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    JwtVerifier(
            KeyFetcher fetcher,
            HeaderRules headerRules,
            SignatureCheck signatureCheck,
            ClaimRules claimRules,
            @Nullable VerifiedTokens verifiedTokens) {
        this.fetcher = fetcher;
        this.headerRules = headerRules;
        this.signatureCheck = signatureCheck;
        this.claimRules = claimRules;
        this.verifiedTokens = verifiedTokens;
    }

    /** Chooses the security providers in the background. */
    void prepare(Executor executor) {
        executor.execute(() -> {
            try {
                signatureCheck.prepare();
                ready.complete(null);
            } catch (RuntimeException | Error e) { // each token that needs a provider will say it too
                ready.completeExceptionally(e);
            }
        });
    }

    /**
     * Begins a verifier. An audience is mandatory, or the word that any will do.
     *
     * @param fetcher knows whom to trust and gets the keys; closed by whoever built it
     * @return a builder
     */
    public static JwtVerifierBuilder builder(KeyFetcher fetcher) {
        return new JwtVerifierBuilder(fetcher);
    }

    /**
     * Verifies a token.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the verified token; fails with a {@link org.jwks4j.TokenException}
     */
    public CompletableFuture<VerifiedJwt> verify(String token) {
        try {
            TokenDigest digest = digest(token);
            VerifiedJwt known = known(digest);
            return known == null ? verify(read(token), digest) : CompletableFuture.completedFuture(known);
        } catch (TokenException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Verifies a token that was read before, for example to choose this verifier by its issuer.
     *
     * @param token what the token says of itself
     * @return the verified token; fails with a {@link org.jwks4j.TokenException}
     */
    public CompletableFuture<VerifiedJwt> verify(UnverifiedToken token) {
        try {
            TokenDigest digest = digest(token);
            VerifiedJwt known = known(digest);
            return known == null ? verify(token, digest) : CompletableFuture.completedFuture(known);
        } catch (TokenException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<VerifiedJwt> verify(UnverifiedToken token, @Nullable TokenDigest digest) {
        CompletableFuture<List<VerificationKey>> candidates = fetcher.getKeys(token);
        return candidates.isDone() && !candidates.isCompletedExceptionally()
                ? CompletableFuture.completedFuture(verified(token, candidates.join(), digest))
                : own(candidates.thenApply(found -> verified(token, found, digest)));
    }

    VerifiedJwt verifyBlocking(String token) {
        TokenDigest digest = digest(token);
        VerifiedJwt known = known(digest);
        return known == null ? verifyBlocking(read(token), digest) : known;
    }

    VerifiedJwt verifyBlocking(UnverifiedToken token) {
        TokenDigest digest = digest(token);
        VerifiedJwt known = known(digest);
        return known == null ? verifyBlocking(token, digest) : known;
    }

    private VerifiedJwt verifyBlocking(UnverifiedToken token, @Nullable TokenDigest digest) {
        return verified(token, fetcher.blocking().getKeys(token), digest);
    }

    private @Nullable TokenDigest digest(UnverifiedToken token) {
        return verifiedTokens == null ? null : TokenDigest.of(token);
    }

    /** Null where verified tokens are not remembered, or the text is too long for a token. */
    private @Nullable TokenDigest digest(String token) {
        return verifiedTokens == null || token.length() > UnverifiedToken.MAX_TOKEN_LENGTH
                ? null
                : TokenDigest.of(token);
    }

    private @Nullable VerifiedJwt known(@Nullable TokenDigest digest) {
        return verifiedTokens == null || digest == null ? null : verifiedTokens.find(digest);
    }

    private static UnverifiedToken read(String token) {
        try {
            return UnverifiedToken.parse(token);
        } catch (TokenFormatException e) {
            throw new MalformedTokenException(e);
        }
    }

    /** In the order of cost, and the claims last: before the signature is checked, nothing in them is worth a look. */
    private VerifiedJwt verified(
            UnverifiedToken token, List<VerificationKey> candidates, @Nullable TokenDigest digest) {
        Subject subject = new Subject(String.valueOf(token.issuer()), token.keyId());
        headerRules.check(token.header(), subject);
        VerificationKey key = signer(token, candidates, subject);
        Claims claims = new Claims(token.payload());
        claimRules.check(claims, subject);
        BoundClaims.check(claims, key.trustedIssuer(), subject);
        VerifiedJwt verified = new VerifiedJwt(token.header(), claims, key, algorithm(token));
        if (verifiedTokens != null && digest != null) {
            verifiedTokens.add(digest, verified);
        }
        return verified;
    }

    /** RFC 7515 §4.1.4: where kid does not decide, a bounded trial does. */
    private VerificationKey signer(UnverifiedToken token, List<VerificationKey> candidates, Subject subject) {
        JwsAlgorithm algorithm = algorithm(token);
        byte[] signature = token.signature();
        for (VerificationKey key : candidates) {
            boolean fits = key.trustedIssuer().isNamed(subject.issuer())
                    && key.algorithms().contains(algorithm);
            if (fits && signatureCheck.verifies(key.publicKey(), algorithm, token::update, signature)) {
                return key;
            }
        }
        if (candidates.stream().noneMatch(key -> signatureCheck.isAble(key.publicKey(), algorithm))) {
            throw subject.refused(
                    Reason.UNSUPPORTED_ALGORITHM, "no security provider that may be used here has " + algorithm);
        }
        throw subject.refused(
                Reason.INVALID_SIGNATURE,
                candidates.size() == 1
                        ? "the signature is not of this key, or the token was changed"
                        : "the signature is of none of the " + candidates.size() + " keys that fit");
    }

    private static JwsAlgorithm algorithm(UnverifiedToken token) {
        return JwsAlgorithm.of(token.algorithm())
                .orElseThrow(() -> new IllegalStateException("the fetcher gave a key for an unknown algorithm"));
    }

    /** A failure is handed on as it is, not wrapped as the stages of a chain do. */
    private static <T> CompletableFuture<T> own(CompletableFuture<T> chained) {
        CompletableFuture<T> own = new CompletableFuture<>();
        chained.whenComplete((value, failure) -> {
            if (failure == null) {
                own.complete(value);
            } else {
                own.completeExceptionally(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        });
        return own;
    }

    /**
     * Completes when a security provider was chosen for each algorithm and has passed its test with a known signature. That
     * begins in the background with {@link JwtVerifierBuilder#build}: in a new JVM it takes a second or more. A token that is
     * verified before that waits for the provider of its own algorithm alone. The issuers' keys are another matter: see {@link
     * KeyFetcher#ready()}.
     *
     * @return a future of the caller's own
     */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /**
     * Which security provider checks the signatures of each algorithm. {@code EdDSA} goes by its key's curve: Ed25519 or Ed448.
     * Waits for the choice where {@link #ready()} is not complete.
     *
     * @return the providers' names; an algorithm is absent if no provider has it
     */
    public Map<JwsAlgorithm, String> providers() {
        return signatureCheck.providers();
    }

    /**
     * The same verifier for code that may wait.
     *
     * @return a view whose method blocks and throws the errors themselves
     */
    public BlockingJwtVerifier blocking() {
        return new BlockingJwtVerifier(this);
    }
}
