package org.jwks4j;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.net.Delay;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.outcome.SecondTry;
import org.jwks4j.token.UnverifiedToken;

/**
 * A {@link KeyFetcher} for code that may wait: the same questions, answered or thrown. A call returns at once when the keys
 * are cached, and at the latest after the fetcher's deadline. An interrupt ends the waiting with
 * {@link Reason#INTERRUPTED}, the thread's interrupt status kept. Thread-safe.
 */
public final class BlockingKeyFetcher {
    private static final int NAMED_AT_MOST = 5;
    private static final Duration GRACE = Duration.ofMillis(200);

    private final KeyFetcher fetcher;
    private final Duration deadline;

    BlockingKeyFetcher(KeyFetcher fetcher, Duration deadline) {
        this.fetcher = fetcher;
        this.deadline = deadline;
    }

    /**
     * The key for a token. The signature is not checked here.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the one key that fits the token's {@code iss}, {@code kid} and {@code alg}
     * @throws KeyFetchException when there is none, or it cannot be fetched
     */
    public VerificationKey getKey(String token) {
        return await(fetcher.getKey(token));
    }

    /**
     * The key for a token that was read before.
     *
     * @param token what the token says of itself
     * @return the one key that fits the token's {@code iss}, {@code kid} and {@code alg}
     * @throws KeyFetchException when there is none, or it cannot be fetched
     */
    public VerificationKey getKey(UnverifiedToken token) {
        return await(fetcher.getKey(token));
    }

    /**
     * The key for what is known of a token, as {@link KeyFetcher#getKey(String, String, JwsAlgorithm)}.
     *
     * @param issuer the exact {@code iss}
     * @param keyId the {@code kid}; null if the token has none
     * @param algorithm the {@code alg}
     * @return the one key that fits all three
     * @throws KeyFetchException when there is none, or it cannot be fetched
     */
    public VerificationKey getKey(String issuer, @Nullable String keyId, JwsAlgorithm algorithm) {
        return await(fetcher.getKey(issuer, keyId, algorithm));
    }

    /**
     * All keys that may fit what is known of a token, as {@link KeyFetcher#getKeys(String, String, JwsAlgorithm)}.
     *
     * @param issuer the exact {@code iss}
     * @param keyId the {@code kid}; null if the token has none
     * @param algorithm the {@code alg}
     * @return at least one key and at most four
     * @throws KeyFetchException when there is none, or it cannot be fetched
     */
    public List<VerificationKey> getKeys(String issuer, @Nullable String keyId, JwsAlgorithm algorithm) {
        return await(fetcher.getKeys(issuer, keyId, algorithm));
    }

    /**
     * All keys that a token may have been signed with.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return at least one key
     * @throws KeyFetchException when there is none, or it cannot be fetched
     */
    public List<VerificationKey> getKeys(String token) {
        return await(fetcher.getKeys(token));
    }

    /**
     * All keys that a token may have been signed with.
     *
     * @param token what the token says of itself
     * @return at least one key
     * @throws KeyFetchException when there is none, or it cannot be fetched
     */
    public List<VerificationKey> getKeys(UnverifiedToken token) {
        return await(fetcher.getKeys(token));
    }

    /**
     * Verifies a token with its keys, and once more with others if its signature is of none of them, as {@link KeyFetcher#tryKeys}.
     *
     * @param token what the token says of itself
     * @param trial verifies; called once or twice, on this thread
     * @param isWrongSignature whether it threw because the signature is of none of the keys
     * @param <T> what it returns
     * @param <X> what it throws
     * @return what the trial returned
     * @throws X if the trial throws it
     * @throws KeyFetchException if there are no keys, or they cannot be fetched
     */
    public <T, X extends Exception> T tryKeys(
            UnverifiedToken token, VerificationKey.Trial<T, X> trial, Predicate<? super Exception> isWrongSignature)
            throws X {
        List<VerificationKey> keys = getKeys(token);
        try {
            return trial.with(keys);
        } catch (Exception e) {
            List<VerificationKey> others = isWrongSignature.test(e) ? othersThan(keys, token) : List.of();
            if (others.isEmpty()) {
                throw e;
            }
            return trial.with(others);
        }
    }

    private List<VerificationKey> othersThan(List<VerificationKey> tried, UnverifiedToken token) {
        try {
            return await(fetcher.otherKeys(token, tried));
        } catch (KeyFetchException e) {
            if (SecondTry.isBrokenOff(e)) {
                throw e;
            }
            return List.of(); // the signature is wrong, whatever else is
        }
    }

    /**
     * A key by its name.
     *
     * @param issuer the exact name of a trusted issuer
     * @param keyId the {@code kid}
     * @return the one key of that name
     * @throws KeyFetchException when there is none, or it cannot be fetched
     */
    public VerificationKey getKey(String issuer, String keyId) {
        return await(fetcher.getKey(issuer, keyId));
    }

    /**
     * What an issuer publishes about itself.
     *
     * @param issuer the exact name of a trusted issuer
     * @return the metadata
     * @throws KeyFetchException when it cannot be fetched
     */
    public IssuerMetadata getMetadata(String issuer) {
        return await(fetcher.getMetadata(issuer));
    }

    /**
     * All keys of an issuer, and why some are not used.
     *
     * @param issuer the exact name of a trusted issuer
     * @return its JWK Set
     * @throws KeyFetchException when it cannot be fetched
     */
    public JwkSet getJwkSet(String issuer) {
        return await(fetcher.getJwkSet(issuer));
    }

    /**
     * Fetches an issuer's keys now, whatever their age.
     *
     * @param issuer the exact name of a trusted issuer
     * @return its JWK Set
     * @throws KeyFetchException when it cannot be fetched
     */
    public JwkSet refresh(String issuer) {
        return await(fetcher.refresh(issuer));
    }

    /**
     * Waits until the keys of all issuers that were trusted by name are there, as {@link KeyFetcher#ready()}: at start, or
     * before the first token.
     *
     * @param timeout how long to wait at most; more than zero
     * @throws KeyFetchException if an issuer's keys are not there in time; the message names the issuers and their last
     *     failures
     */
    public void ready(Duration timeout) {
        CompletableFuture<Void> ready = fetcher.ready();
        await(ready, timeout, () -> notReady(timeout, fetcher.status()));
    }

    /** The future has a deadline of its own; this thread's is for an executor too busy to bring even that. */
    private <T> T await(CompletableFuture<T> future) {
        return await(future, deadline.plus(GRACE), () -> LookupErrors.executorBusy(deadline));
    }

    private static <T> T await(
            CompletableFuture<T> future, Duration timeout, Supplier<KeysUnavailableException> whenOver) {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(false);
            throw whenOver.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(false);
            throw LookupErrors.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeyFetchException failure) {
                throw failure;
            }
            throw new IllegalStateException("a key fetch failed for no reason of its own", e.getCause());
        } catch (CancellationException e) {
            throw new IllegalStateException("no one can cancel this future", e);
        }
    }

    /** Waiting for readiness ended too early: names the issuers without keys, a few of them. */
    private static KeysUnavailableException notReady(Duration timeout, List<IssuerStatus> all) {
        List<IssuerStatus> missing =
                all.stream().filter(status -> status.keys() == 0).toList();
        String some = missing.stream()
                .limit(NAMED_AT_MOST)
                .map(status ->
                        Quoted.of(status.issuer()) + " (" + status.lastFailure().orElse("no answer yet") + ")")
                .collect(Collectors.joining(", "));
        String message = "not ready after " + Delay.inWords(timeout) + ": " + missing.size() + " issuers have no keys"
                + (some.isEmpty() ? "" : ", such as " + some);
        return new KeysUnavailableException(
                Reason.TIMEOUT,
                missing.size() == 1 ? missing.get(0).issuer() : null,
                null,
                message,
                null,
                Optional.empty());
    }
}
