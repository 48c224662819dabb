package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.TokenCheck.Verified;
import org.jwks4j.verifier.VerifierListeners.Verification;
import org.jwks4j.verifier.dpop.DpopProof;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.form.Bounds;
import org.jwks4j.verifier.form.Subject;
import org.jwks4j.verifier.http.DpopAuthentication;
import org.jwks4j.verifier.proof.HttpUri;
import org.jwks4j.verifier.remembered.Digester;
import org.jwks4j.verifier.remembered.TokenDigest;

/**
 * Verifies tokens: finds the issuer's key, checks the signature with exactly the algorithm that key and header agree on, then
 * the claims (RFC 7519 §7.2, RFC 8725). What is not said is refused; each relaxation is a call on the builder.
 *
 * <p>Thread-safe. If the key is cached, verifying is done on the caller's thread and the future is complete already; it
 * never waits. Failures are {@link org.jwks4j.error.TokenException}s: those of the fetcher, or {@link org.jwks4j.error.InvalidJwtException}.
 */
public final class JwtVerifier {
    private final KeyFetcher fetcher;
    private final TokenCheck check;
    private final UnverifiedToken.Limits limits;
    private final DpopRules dpop;
    private final @Nullable VerifiedTokens verifiedTokens;
    private final @Nullable VerifierListeners listeners;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    JwtVerifier(
            KeyFetcher fetcher,
            TokenCheck check,
            UnverifiedToken.Limits limits,
            DpopRules dpop,
            @Nullable VerifiedTokens verifiedTokens,
            @Nullable VerifierListeners listeners) {
        this.fetcher = fetcher;
        this.check = check;
        this.limits = limits;
        this.dpop = dpop;
        this.verifiedTokens = verifiedTokens;
        this.listeners = listeners;
    }

    private Verification begin() {
        return listeners == null ? Verification.UNTOLD : listeners.begin();
    }

    /** Chooses the security providers in the background. */
    void prepare(Executor executor) {
        executor.execute(() -> {
            try {
                check.signatureCheck().prepare();
                ready.complete(null);
            } catch (RuntimeException | Error e) { // each token that needs a provider will say it too
                ready.completeExceptionally(e);
            }
        });
    }

    /**
     * Begins a verifier. Rules are mandatory: for each issuer, or for all.
     *
     * @param fetcher knows whom to trust and gets the keys; not closed with the verifier
     * @return a builder
     */
    public static JwtVerifierBuilder builder(KeyFetcher fetcher) {
        return new JwtVerifierBuilder(fetcher);
    }

    /**
     * Verifies a token.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the verified token; fails with a {@link org.jwks4j.error.TokenException}
     */
    public CompletableFuture<VerifiedJwt> verify(String token) {
        return verify(token, PossessionCheck.NONE);
    }

    /**
     * Verifies a token that is bound to the client's certificate (RFC 8705 §3).
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @param clientCertificate what the client has shown in TLS; from the connection, never from a header that a client can set
     * @return the verified token; fails if it is bound to another certificate, or to none
     */
    public CompletableFuture<VerifiedJwt> verify(String token, X509Certificate clientCertificate) {
        return verify(token, new MutualTlsCheck(requireNonNull(clientCertificate, "clientCertificate")));
    }

    /**
     * Verifies a token that is bound to a key of the client (RFC 9449 §7): the request's DPoP proof must be of that key, made for
     * this token and request, just now, and not used before ({@link JwtVerifierBuilder#dpop}).
     *
     * @param token a compact JWT, without {@code DPoP} before it
     * @param proof what the request has in its {@code DPoP} header fields
     * @param method the request's method, as the client sent it
     * @param uri the request's absolute URI, as the client sent it; its query and fragment do not count. Behind a proxy it is the
     *     URI of the proxy. If the client has made one that cannot be read, the token is refused
     * @return the verified token; fails if it is bound to another key, or to none
     * @throws IllegalArgumentException if the URI has no scheme {@code http} or {@code https}, which only the caller can have left out
     */
    public CompletableFuture<VerifiedJwt> verify(String token, DpopProof proof, String method, String uri) {
        return verify(token, senderBy(token, proof, method, uri));
    }

    PossessionCheck senderBy(String token, DpopProof proof, String method, String uri) {
        HttpUri.requireAbsolute(requireNonNull(uri, "uri"));
        return new DpopCheck(
                dpop,
                check,
                requireNonNull(proof, "proof"),
                requireNonNull(token, "token"),
                requireNonNull(method, "method"),
                uri);
    }

    private CompletableFuture<VerifiedJwt> verify(String token, PossessionCheck sender) {
        Verification call = begin();
        return call.told(answer(() -> {
            TokenDigest digest = digest(token);
            Verified known = known(digest, call);
            return known == null ? verify(read(token), digest, sender) : completed(known, sender);
        }));
    }

    /**
     * Verifies a token that was read before, for example to choose this verifier by its issuer.
     *
     * @param token what the token says of itself
     * @return the verified token; fails with a {@link org.jwks4j.error.TokenException}
     */
    public CompletableFuture<VerifiedJwt> verify(UnverifiedToken token) {
        Verification call = begin();
        return call.told(answer(() -> {
            requireWithinLimits(token);
            TokenDigest digest = digest(token);
            Verified known = known(digest, call);
            return known == null ? verify(token, digest, PossessionCheck.NONE) : completed(known, PossessionCheck.NONE);
        }));
    }

    /** It may have been read within larger ones. Whether it may be padded is for its issuer's rules to say. */
    private void requireWithinLimits(UnverifiedToken token) {
        Bounds.of(limits).acceptingPadding().check(token, new Subject(String.valueOf(token.issuer()), token.keyId()));
    }

    private static CompletableFuture<VerifiedJwt> answer(Supplier<CompletableFuture<VerifiedJwt>> verification) {
        try {
            return verification.get();
        } catch (TokenException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<VerifiedJwt> completed(Verified token, PossessionCheck sender) {
        List<SingleUseCheck> uses = check.proved(token, sender);
        return uses.isEmpty() ? CompletableFuture.completedFuture(token.jwt()) : own(remembered(token.jwt(), uses));
    }

    /** One after the other: a use that another refusal made needless is not remembered. */
    private static CompletableFuture<VerifiedJwt> remembered(VerifiedJwt jwt, List<SingleUseCheck> uses) {
        CompletableFuture<Void> all = uses.get(0).remember();
        for (SingleUseCheck next : uses.subList(1, uses.size())) {
            all = all.thenCompose(done -> next.remember());
        }
        return all.thenApply(done -> jwt);
    }

    private CompletableFuture<VerifiedJwt> verify(
            UnverifiedToken token, @Nullable TokenDigest digest, PossessionCheck sender) {
        CompletableFuture<Verified> verified =
                fetcher.tryKeys(token, keys -> verified(token, keys, digest), JwtVerifier::isOfAnotherKey);
        return verified.isDone() && !verified.isCompletedExceptionally()
                ? completed(verified.join(), sender)
                : own(verified.thenCompose(found -> completed(found, sender)));
    }

    /** The key may have changed under its {@code kid}, which only a signature shows. */
    private static boolean isOfAnotherKey(Exception e) {
        return e instanceof InvalidJwtException refusal && refusal.reason() == Reason.INVALID_SIGNATURE;
    }

    VerifiedJwt verifyBlocking(String token, PossessionCheck sender) {
        Verification call = begin();
        return call.told(() -> {
            TokenDigest digest = digest(token);
            Verified known = known(digest, call);
            return proved(known == null ? verifyBlocking(read(token), digest) : known, sender);
        });
    }

    VerifiedJwt verifyBlocking(UnverifiedToken token) {
        Verification call = begin();
        return call.told(() -> {
            requireWithinLimits(token);
            TokenDigest digest = digest(token);
            Verified known = known(digest, call);
            return proved(known == null ? verifyBlocking(token, digest) : known, PossessionCheck.NONE);
        });
    }

    private VerifiedJwt proved(Verified token, PossessionCheck sender) {
        List<SingleUseCheck> uses = check.proved(token, sender);
        try {
            return uses.isEmpty() ? token.jwt() : remembered(token.jwt(), uses).join();
        } catch (CompletionException e) {
            throw TokenException.in(e).orElseThrow(() -> e);
        }
    }

    private Verified verifyBlocking(UnverifiedToken token, @Nullable TokenDigest digest) {
        return fetcher.blocking().tryKeys(token, keys -> verified(token, keys, digest), JwtVerifier::isOfAnotherKey);
    }

    private @Nullable TokenDigest digest(UnverifiedToken token) {
        return verifiedTokens == null ? null : Digester.digest(token);
    }

    /** Null if verified tokens are not remembered, or the text is too long for a token. */
    private @Nullable TokenDigest digest(String token) {
        return verifiedTokens == null || token.length() > limits.maxTokenLength() ? null : Digester.digest(token);
    }

    private @Nullable Verified known(@Nullable TokenDigest digest, Verification call) {
        VerifiedJwt known = verifiedTokens == null || digest == null ? null : verifiedTokens.find(digest);
        if (known == null) {
            return null;
        }
        call.remembered();
        return check.remembered(known);
    }

    private UnverifiedToken read(String token) {
        try {
            return UnverifiedToken.parse(token, limits);
        } catch (TokenFormatException e) {
            return check.rules().padded(token, limits).orElseThrow(() -> new MalformedTokenException(e));
        }
    }

    private Verified verified(UnverifiedToken token, List<VerificationKey> candidates, @Nullable TokenDigest digest) {
        Verified verified = check.verified(token, candidates);
        if (verifiedTokens != null && digest != null) {
            verifiedTokens.add(digest, verified.jwt(), verified.validity());
        }
        return verified;
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
     * Waits for the choice if {@link #ready()} is not complete.
     *
     * @return the providers' names; an algorithm is absent if no provider has it
     */
    public Map<JwsAlgorithm, String> providers() {
        return check.signatureCheck().providers();
    }

    /**
     * The rules, one on each line, for each issuer, and those of DPoP proofs: what a reviewer reads.
     *
     * @return a text of several lines
     */
    public String explainRules() {
        return check.rules().explanation(fetcher)
                + RulesByIssuer.section(
                        "all tokens", List.of(Bounds.of(limits).explanation().orElseThrow()))
                + RulesByIssuer.section("DPoP proofs", dpop.explain());
    }

    /**
     * The HTTP side of DPoP, with this verifier's rules and clock.
     *
     * @return what reads the {@code Authorization} header and writes challenges
     */
    public DpopAuthentication dpopAuthentication() {
        return new DpopAuthentication(dpop, check.instants());
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
