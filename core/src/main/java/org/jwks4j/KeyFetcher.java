package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jwks4j.RequestQueueStatus.Issuers;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.net.RequestGate;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.outcome.SecondTry;
import org.jwks4j.token.TokenJson;
import org.jwks4j.token.UnverifiedToken;

/**
 * Gets the public key that a JWT was signed with: from its issuer, if that is trusted; cached, and kept fresh.
 *
 * <p>The methods that return a future never block, never throw after their null checks, and fail with a
 * {@link KeyFetchException}. The future is the caller's own: cancelling it does not affect other callers. It is complete already if
 * the keys are cached; else it completes on the fetcher's executor.
 *
 * <p>Thread-safe. One fetcher serves a whole application; close it with it.
 */
public final class KeyFetcher implements AutoCloseable {
    private final TrustedIssuers issuers;
    private final FetcherContext shared;
    private final Map<Issuers, RequestGate> gates;
    private final Runnable onClose;

    KeyFetcher(TrustedIssuers issuers, FetcherContext shared, Map<Issuers, RequestGate> gates, Runnable onClose) {
        this.gates = Map.copyOf(gates);
        this.issuers = issuers;
        this.shared = shared;
        this.onClose = onClose;
    }

    /** {@return a builder of a fetcher, with nothing set; trust is mandatory: name at least one issuer} */
    public static KeyFetcherBuilder builder() {
        return new KeyFetcherBuilder();
    }

    /**
     * The key for a token. The signature is not checked here.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the one key that fits the token's {@code iss}, {@code kid} and {@code alg}
     */
    public CompletableFuture<VerificationKey> getKey(String token) {
        return shared.answer(() -> getKey(Precheck.token(token)));
    }

    /**
     * The key for a token that was read before.
     *
     * @param token what the token says of itself
     * @return the one key that fits the token's {@code iss}, {@code kid} and {@code alg}
     */
    public CompletableFuture<VerificationKey> getKey(UnverifiedToken token) {
        return shared.answer(() -> issuers.ask(
                Precheck.issuer(token),
                issuer -> issuer.key(token.keyId(), token.certificateThumbprint(), Precheck.algorithm(token, issuer))));
    }

    /**
     * All keys that a token may have been signed with, if it has no {@code kid}, several keys share one, or one was just replaced.
     * More than four fail with {@link Reason#AMBIGUOUS_KEY}: a sender's token would else set the cost.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return at least one key and at most four, in the order of the issuer's JWK Set; the newest first if one was replaced
     */
    public CompletableFuture<List<VerificationKey>> getKeys(String token) {
        return shared.answer(() -> getKeys(Precheck.token(token)));
    }

    /**
     * As {@link #getKeys(String)}.
     *
     * @param token what the token says of itself
     * @return at least one key and at most four
     */
    public CompletableFuture<List<VerificationKey>> getKeys(UnverifiedToken token) {
        return shared.answer(() -> issuers.ask(
                Precheck.issuer(token),
                issuer -> issuer.candidates(
                        token.keyId(), token.certificateThumbprint(), Precheck.algorithm(token, issuer))));
    }

    /**
     * Verifies a token with its keys: those that {@link #getKeys(UnverifiedToken)} gives and, if its signature is of none of them, those
     * that its issuer has instead, as it may have replaced a key under its {@code kid}. The issuer is asked for that at most once per 30 s,
     * and all issuers of one host twice a second; otherwise no one waits.
     *
     * @param token what the token says of itself
     * @param trial verifies; called once or twice, by the caller itself if the keys are cached
     * @param isWrongSignature whether it threw because the signature is of none of the keys
     * @param <T> what the trial makes
     * @return what the trial returned; fails with what it threw, or as {@link #getKeys(UnverifiedToken)}
     */
    public <T> CompletableFuture<T> tryKeys(
            UnverifiedToken token, VerificationKey.Trial<T, ?> trial, Predicate<? super Exception> isWrongSignature) {
        return new SecondTry<VerificationKey, T>(trial::with, isWrongSignature, tried -> otherKeys(token, tried))
                .of(getKeys(token));
    }

    /**
     * The same as {@link #tryKeys(UnverifiedToken, VerificationKey.Trial, Predicate)}, for a token that was not parsed yet.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @param trial verifies
     * @param isWrongSignature whether it threw because the signature is of none of the keys
     * @param <T> what the trial makes
     * @return what the trial returned; fails with what it threw, or as {@link #getKeys(String)}
     */
    public <T> CompletableFuture<T> tryKeys(
            String token, VerificationKey.Trial<T, ?> trial, Predicate<? super Exception> isWrongSignature) {
        return shared.answer(() -> tryKeys(Precheck.token(token), trial, isWrongSignature));
    }

    /** The keys to try next. Most often there are none: then the signature is wrong. */
    CompletableFuture<List<VerificationKey>> otherKeys(UnverifiedToken token, List<VerificationKey> tried) {
        return shared.answer(() -> issuers.ask(
                Precheck.issuer(token),
                i -> i.otherKeys(token.keyId(), token.certificateThumbprint(), Precheck.algorithm(token, i), tried)));
    }

    /**
     * The key for what is known of a token that another library has read already.
     *
     * @param issuer the exact {@code iss}
     * @param keyId the {@code kid}; null if the token has none
     * @param algorithm the {@code alg}
     * @return the one key that fits all three
     */
    public CompletableFuture<VerificationKey> getKey(String issuer, @Nullable String keyId, JwsAlgorithm algorithm) {
        requireNonNull(algorithm, "algorithm");
        return shared.answer(() -> issuers.ask(
                Precheck.issuer(issuer, keyId), i -> i.key(keyId, null, Precheck.algorithm(algorithm, keyId, i))));
    }

    /**
     * All keys that may fit what is known of a token, as {@link #getKeys(String)}.
     *
     * @param issuer the exact {@code iss}
     * @param keyId the {@code kid}; null if the token has none
     * @param algorithm the {@code alg}
     * @return at least one key and at most four
     */
    public CompletableFuture<List<VerificationKey>> getKeys(
            String issuer, @Nullable String keyId, JwsAlgorithm algorithm) {
        requireNonNull(algorithm, "algorithm");
        return shared.answer(() -> issuers.ask(
                Precheck.issuer(issuer, keyId),
                i -> i.candidates(keyId, null, Precheck.algorithm(algorithm, keyId, i))));
    }

    /**
     * A key by its name. Which algorithms it may verify, its {@link VerificationKey#algorithms()} say.
     *
     * @param issuer the exact name of a trusted issuer
     * @param keyId the {@code kid}
     * @return the one key of that name
     */
    public CompletableFuture<VerificationKey> getKey(String issuer, String keyId) {
        requireNonNull(keyId, "keyId");
        return shared.answer(() -> issuers.ask(Precheck.issuer(issuer, keyId), i -> i.key(keyId, null, null)));
    }

    /**
     * The key for a token, if it can be had without waiting. Nothing is fetched for the caller; a refresh of cached keys that is due
     * begins in the background. Keys past their freshness are handed out only while the issuer does not answer.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the key, or empty when it is not cached
     * @throws KeyFetchException when the token is malformed, untrusted, or its key may not be used
     */
    public Optional<VerificationKey> getKeyIfCached(String token) {
        shared.requireOpen();
        return getKeyIfCached(Precheck.token(token));
    }

    /**
     * The key for a token that was read before, as {@link #getKeyIfCached(String)}.
     *
     * @param token what the token says of itself
     * @return the key, or empty when it is not cached
     * @throws KeyFetchException when the token is untrusted, or its key may not be used
     */
    public Optional<VerificationKey> getKeyIfCached(UnverifiedToken token) {
        shared.requireOpen();
        return issuers.knownOrTrusted(Precheck.issuer(token))
                .map(issuer -> issuer.cachedKey(
                        token.keyId(), token.certificateThumbprint(), Precheck.algorithm(token, issuer)));
    }

    /**
     * Whether a key that was handed out before may still be used: its issuer's cached set has this very object, and the key was not
     * revoked. Never waits; a refresh of cached keys that is due begins in the background.
     *
     * @param key a key that this fetcher handed out
     * @return false also when the same key was published anew, when it is not cached any more, and after {@link #close()}
     */
    public boolean isCurrent(VerificationKey key) {
        Issuer issuer = shared.open().isClosed() ? null : issuers.known(key.issuer());
        return issuer != null && issuer.isCurrent(key);
    }

    /**
     * What an issuer publishes about itself. If the keys were configured, the metadata says so in the same form.
     *
     * @param issuer the exact name of a trusted issuer
     * @return the metadata, at most about a day old while the issuer answers
     */
    public CompletableFuture<IssuerMetadata> getMetadata(String issuer) {
        return shared.answer(() -> issuers.ask(issuer, Issuer::metadata));
    }

    /**
     * All keys of an issuer, and why some are not used.
     *
     * @param issuer the exact name of a trusted issuer
     * @return its JWK Set
     */
    public CompletableFuture<JwkSet> getJwkSet(String issuer) {
        return shared.answer(() -> issuers.ask(issuer, Issuer::jwkSet));
    }

    /**
     * Fetches an issuer's keys now, whatever their age. It is meant for operators. Calls at the same time share a fetch. An issuer that became
     * known at run time, and never answered yet, is not asked before its backoff is over: the call fails as its last attempt did.
     *
     * @param issuer the exact name of a trusted issuer
     * @return its JWK Set, from a fetch that began after this call
     */
    public CompletableFuture<JwkSet> refresh(String issuer) {
        return shared.answer(() -> issuers.ask(issuer, Issuer::refreshed));
    }

    /** {@return the issuers that were trusted by name, in that order, without those that became known at run time; unmodifiable} */
    public List<TrustedIssuer> namedIssuers() {
        return issuers.named();
    }

    /**
     * Why no token of an issuer can ever be accepted here, whatever becomes known at run time. A revoked issuer was trusted.
     *
     * @param issuer the exact name of an issuer
     * @return a sentence that names whom this fetcher trusts; empty if the issuer is trusted, or may be
     */
    public Optional<String> whyNeverTrusted(String issuer) {
        return issuers.whyNever(requireNonNull(issuer, "issuer"));
    }

    /** {@return the templates whose issuers are trusted, in that order; unmodifiable} */
    public List<IssuerTemplate> templates() {
        return issuers.templates();
    }

    /** {@return a future of the caller's own: {@link #ready(Collection)} for all issuers that were trusted by name} */
    public CompletableFuture<Void> ready() {
        return ready(issuers.names());
    }

    /**
     * Completes when the keys of these issuers are there and can be used: for a readiness probe, or to warm up before the first
     * token. Failed attempts are repeated with growing delays, until the caller cancels ({@link CompletableFuture#orTimeout}).
     *
     * @param names the exact names of trusted issuers
     * @return fails if an issuer is not trusted, its resolver fails, or the fetcher is closed
     */
    public CompletableFuture<Void> ready(Collection<String> names) {
        return shared.answer(() -> issuers.ready(List.copyOf(names)));
    }

    /**
     * Refuses a key from now on, and each key that is seen under its {@code kid}, whatever its issuer publishes. It holds until the
     * fetcher is closed; with a shared store it reaches all fetchers that share it, and holds for 400 days. There is no way back.
     *
     * @param issuer the exact name of a trusted issuer
     * @param keyId the {@code kid}
     * @return completes once the shared store has it, at once if there is none; the key is refused here by then. If the store is away,
     *     it is tried again until the fetcher is closed
     * @throws UntrustedIssuerException if no issuer of that name can be trusted, most likely because of a mistyped name
     */
    public CompletableFuture<Void> revokeNow(String issuer, String keyId) {
        return issuers.revoke(requireNonNull(issuer, "issuer"), requireNonNull(keyId, "keyId"));
    }

    /**
     * Ends the trust in an issuer as {@link #revokeNow} does in a key, for all of its names, whatever a template or a resolver says. Tokens
     * that wait for its keys or were verified before are refused too ({@link Reason#REVOKED_ISSUER}), and nothing more is fetched for it.
     *
     * @param issuer the exact name of an issuer that is trusted, or may be; it need not be known yet
     * @return completes once the shared store has it, as for {@link #revokeNow}
     * @throws UntrustedIssuerException if no issuer of that name can be trusted, most likely because of a mistyped name
     */
    public CompletableFuture<Void> revokeIssuer(String issuer) {
        return issuers.revoke(requireNonNull(issuer, "issuer"));
    }

    /**
     * Refuses tokens before they expire, wherever {@link #revokeNow} reaches: a {@code JwtVerifier} does, also those that it has verified
     * before. Code that verifies by itself asks {@link #isRevoked}. At most 1,000 at a time: it is meant for incidents, not for each
     * logout.
     *
     * @param issuer the exact name of a trusted issuer
     * @param claim one token by its {@code jti}, those of a session by {@code sid}, or of a subject by {@code sub}, later ones too
     * @param value the value of that claim
     * @param until when they are accepted again, at most 400 days from now: for example when the last one has expired
     * @return as for {@link #revokeNow}; fails with {@link IllegalStateException}, and nothing is revoked, while 1,000 others are
     */
    public CompletableFuture<Void> revokeTokens(String issuer, String claim, String value, Instant until) {
        return issuers.revokeTokens(requireNonNull(issuer, "issuer"), claim, requireNonNull(value, "value"), until);
    }

    /**
     * Whether a token was revoked ({@link #revokeTokens}). Never waits; while no token is revoked, it costs almost nothing.
     *
     * @param key what the token was verified with, which says whose it is
     * @param claims its payload
     * @return true if it must not be used
     */
    public boolean isRevoked(VerificationKey key, TokenJson claims) {
        return issuers.isRevoked(key.trustedIssuer(), claims);
    }

    /** {@return how many tokens, sessions and subjects are revoked right now} */
    public int revokedTokens() {
        return issuers.revokedTokens();
    }

    /**
     * What all nodes on the shared store together accept once: {@code ReplayMemory.shared} asks it.
     *
     * @return marks an ID as used for a while; true if no node has done so before; fails if the store does not tell within its timeout
     * @throws IllegalStateException without a shared store that {@linkplain org.jwks4j.store.KeySetStore#keepsLeases keeps leases}
     */
    public BiFunction<String, Duration, CompletableFuture<Boolean>> sharedUses() {
        return shared.uses()::use;
    }

    /**
     * An issuer's keys as they were last fetched, to be kept for {@link TrustedIssuer#withSeed} at the next start. Makes no request.
     *
     * @param issuer the exact name of a trusted issuer
     * @return the keys with their time; empty while there are none that were fetched and can be used
     */
    public Optional<FetchedJwkSet> export(String issuer) {
        return issuers.export(requireNonNull(issuer, "issuer"));
    }

    /** {@return what is known about each issuer right now, in the order in which they were trusted; then those that were resolved} */
    public List<IssuerStatus> status() {
        return issuers.status(shared.open().isClosed());
    }

    /**
     * What is known about one issuer right now. Makes no request.
     *
     * @param issuer the exact name of an issuer
     * @return empty when it is not trusted, or was not resolved yet
     */
    public Optional<IssuerStatus> status(String issuer) {
        return issuers.status(requireNonNull(issuer, "issuer"), shared.open().isClosed());
    }

    /** {@return how many requests are under way and how many wait right now, for each kind of trusted issuers that has limits of its own} */
    public List<RequestQueueStatus> requestQueues() {
        return RequestQueueStatus.of(gates);
    }

    /** {@return a view of this fetcher for code that may wait: its methods block, and throw the errors themselves} */
    public BlockingKeyFetcher blocking() {
        return new BlockingKeyFetcher(this, shared.deadline());
    }

    /**
     * Ends the fetcher: callers that wait fail, as does every later call, with {@link Reason#CLOSED}; requests under way are cancelled and
     * none goes out any more; its own threads end. What was handed to the builder stays open.
     */
    @Override
    public void close() {
        shared.beginClosing();
        issuers.close(LookupErrors.closed());
        shared.open().cancelAll();
        onClose.run();
    }
}
