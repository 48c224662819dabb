package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.net.Futures;
import org.jwks4j.net.RequestGate;
import org.jwks4j.net.WaitingCallers;
import org.jwks4j.outcome.LookupErrors;
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
    private final Map<RequestQueue.Issuers, RequestGate> gates;
    private final Runnable onClose;
    private final WaitingCallers untilReady = new WaitingCallers();

    KeyFetcher(
            TrustedIssuers issuers,
            FetcherContext shared,
            Map<RequestQueue.Issuers, RequestGate> gates,
            Runnable onClose) {
        this.gates = Map.copyOf(gates);
        this.issuers = issuers;
        this.shared = shared;
        this.onClose = onClose;
    }

    /**
     * Begins a fetcher. Trust is mandatory: name at least one issuer.
     *
     * @return a builder with nothing set
     */
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
        return answer(() -> getKey(Precheck.token(token)));
    }

    /**
     * The key for a token that was read before.
     *
     * @param token what the token says of itself
     * @return the one key that fits the token's {@code iss}, {@code kid} and {@code alg}
     */
    public CompletableFuture<VerificationKey> getKey(UnverifiedToken token) {
        return answer(() -> withIssuer(
                Precheck.issuer(token), issuer -> issuer.key(token.keyId(), Precheck.algorithm(token, issuer))));
    }

    /**
     * All keys that a token may have been signed with, if it has no {@code kid}, several keys share one, or one was just replaced.
     * More than four fail with {@link Reason#AMBIGUOUS_KEY}: a sender's token would else set the cost.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return at least one key and at most four, in the order of the issuer's JWK Set; the newest first if one was replaced
     */
    public CompletableFuture<List<VerificationKey>> getKeys(String token) {
        return answer(() -> getKeys(Precheck.token(token)));
    }

    /**
     * As {@link #getKeys(String)}.
     *
     * @param token what the token says of itself
     * @return at least one key and at most four
     */
    public CompletableFuture<List<VerificationKey>> getKeys(UnverifiedToken token) {
        return answer(() -> withIssuer(
                Precheck.issuer(token), issuer -> issuer.candidates(token.keyId(), Precheck.algorithm(token, issuer))));
    }

    /**
     * The keys to try once more if a signature is of none of those that {@link #getKeys} gave: the issuer may have replaced one under
     * its {@code kid}. It is asked at most once per 30 s, all issuers of one host at most twice a second; otherwise no one waits.
     *
     * @param token what the token says of itself
     * @param tried the keys that its signature is not of
     * @return other keys that fit it, mostly none: then the signature is wrong
     */
    public CompletableFuture<List<VerificationKey>> getOtherKeys(UnverifiedToken token, List<VerificationKey> tried) {
        List<VerificationKey> known = List.copyOf(tried);
        return answer(() -> withIssuer(
                Precheck.issuer(token), i -> i.otherKeys(token.keyId(), Precheck.algorithm(token, i), known)));
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
        return answer(() -> withIssuerOf(
                keyId, issuer, trusted -> trusted.key(keyId, Precheck.algorithm(algorithm, keyId, trusted))));
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
        return answer(() -> withIssuerOf(
                keyId, issuer, trusted -> trusted.candidates(keyId, Precheck.algorithm(algorithm, keyId, trusted))));
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
        return answer(() -> withIssuerOf(keyId, issuer, trusted -> trusted.key(keyId, null)));
    }

    /**
     * The key for a token, if it can be had without waiting. Nothing is fetched for the caller; a refresh of cached keys that is
     * due begins in the background. Keys past their freshness are handed out only while the issuer does not answer.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the key, or empty when it is not cached
     * @throws KeyFetchException when the token is malformed, untrusted, or its key may not be used
     */
    public Optional<VerificationKey> getKeyIfCached(String token) {
        requireOpen();
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
        requireOpen();
        return issuers.knownOrTrusted(Precheck.issuer(token))
                .map(issuer -> issuer.cachedKey(token.keyId(), Precheck.algorithm(token, issuer)));
    }

    /**
     * Whether a key that was handed out before may still be used: its issuer's cached set has this very object, and the key
     * was not revoked. Never waits; a refresh of cached keys that is due begins in the background.
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
        return answer(() -> withIssuer(issuer, Issuer::metadata));
    }

    /**
     * All keys of an issuer, and why some are not used.
     *
     * @param issuer the exact name of a trusted issuer
     * @return its JWK Set
     */
    public CompletableFuture<JwkSet> getJwkSet(String issuer) {
        return answer(() -> withIssuer(issuer, Issuer::jwkSet));
    }

    /**
     * Fetches an issuer's keys now, whatever their age: an operator's word. Calls at the same time share a fetch. An issuer that
     * became known at run time, and never answered yet, is not asked before its backoff is over: the call fails as its last
     * attempt did.
     *
     * @param issuer the exact name of a trusted issuer
     * @return its JWK Set, from a fetch that began after this call
     */
    public CompletableFuture<JwkSet> refresh(String issuer) {
        return answer(() -> withIssuer(issuer, Issuer::refreshed));
    }

    /**
     * The issuers that were trusted by name, in that order. Those that became known at run time are not among them.
     *
     * @return an unmodifiable list
     */
    public List<TrustedIssuer> namedIssuers() {
        return issuers.named();
    }

    /**
     * Completes when the keys of all issuers that were trusted by name are there, as {@link #ready(Collection)}.
     *
     * @return a future of the caller's own
     */
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
        List<String> all = List.copyOf(names);
        return answer(() -> {
            CompletableFuture<Void> own = untilReady.add();
            try {
                Stream<CompletableFuture<Void>> each = all.stream().map(name -> ready(name, own));
                CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
                        .thenRun(() -> own.complete(null));
            } catch (KeyFetchException e) {
                own.completeExceptionally(e);
            }
            return own;
        });
    }

    /** A failure is final, and need not wait for the others. */
    private CompletableFuture<Void> ready(String name, CompletableFuture<Void> own) {
        return withIssuer(name, CompletableFuture::completedFuture)
                .thenCompose(issuer -> issuer.ready(own::isDone))
                .whenComplete((ready, failure) -> {
                    if (failure != null) {
                        own.completeExceptionally(Futures.unwrapped(failure));
                    }
                });
    }

    /**
     * Refuses a key from now on, and each key that is seen under its {@code kid}, whatever its issuer publishes: for the time before the
     * issuer's own withdrawal arrives. It holds until the fetcher is closed; with a shared store it reaches all fetchers that share it,
     * and holds for 400 days, also after a restart. There is no way back.
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
     * Ends the trust in an issuer at once, for all of its names and whatever a template or a resolver says of it: an operator's
     * word. Tokens that wait for its keys and tokens that were verified before are refused too, with
     * {@link Reason#REVOKED_ISSUER}, and nothing more is fetched for it. It holds until the fetcher is closed; with a shared store it
     * reaches all fetchers that share it, and holds for 400 days, also after a restart. There is no way back.
     *
     * @param issuer the exact name of an issuer that is trusted, or may be; it need not be known yet
     * @return completes once the shared store has it, as for {@link #revokeNow}
     * @throws UntrustedIssuerException when no issuer of that name can be trusted, most likely because of a mistyped name
     */
    public CompletableFuture<Void> revokeIssuer(String issuer) {
        return issuers.revoke(requireNonNull(issuer, "issuer"));
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

    /**
     * What is known about each issuer right now. Makes no request.
     *
     * @return one entry per trusted issuer, in the order in which they were trusted; then those that were resolved
     */
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

    /**
     * How many requests are under way and wait right now, by the kinds of issuers that have places apart.
     *
     * @return one for each kind that is trusted
     */
    public List<RequestQueue> requestQueues() {
        return RequestQueue.of(gates);
    }

    /**
     * The same fetcher for code that may wait.
     *
     * @return a view whose methods block and throw the errors themselves
     */
    public BlockingKeyFetcher blocking() {
        return new BlockingKeyFetcher(this, shared.deadline());
    }

    /**
     * Ends the fetcher: callers that wait fail, as does every later call, with {@link Reason#CLOSED}; requests under way are cancelled and
     * none goes out any more; its own threads end. What was handed to the builder stays open.
     */
    @Override
    public void close() {
        shared.open().close(); // no request goes out from here on
        KeysUnavailableException cause = LookupErrors.closed();
        issuers.close(cause);
        untilReady.failAll(cause);
        shared.open().cancelAll();
        onClose.run();
    }

    /** Trust comes before everything else that is done for a token. */
    private <T> CompletableFuture<T> withIssuer(String name, Function<Issuer, CompletableFuture<T>> question) {
        Issuer issuer = issuers.known(requireNonNull(name, "issuer"));
        return issuer == null ? issuers.resolveAndAsk(name, question) : question.apply(issuer);
    }

    private <T> CompletableFuture<T> withIssuerOf(
            @Nullable String keyId, String issuer, Function<Issuer, CompletableFuture<T>> question) {
        Precheck.requireKeyId(keyId);
        return withIssuer(issuer, question);
    }

    private <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> question) {
        try {
            requireOpen();
            return question.get();
        } catch (KeyFetchException e) {
            return CompletableFuture.failedFuture(e);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(LookupErrors.closed());
        }
    }

    private void requireOpen() {
        if (shared.open().isClosed()) {
            throw LookupErrors.closed();
        }
    }
}
