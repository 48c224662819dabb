package org.jwks4j.outcome;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.net.Futures;

/**
 * Keys that are tried and, if a signature is of none of them, tried once more with those that the issuer has instead.
 *
 * @param <K> a key
 * @param <T> what a trial that succeeds gives
 */
public final class SecondTry<K, T> {
    private final Trial<K, T> trial;
    private final Predicate<? super Exception> isWrongSignature;
    private final Function<List<K>, CompletableFuture<List<K>>> others;

    /**
     * Tries keys in one way.
     *
     * @param others gives, for keys that were tried, those to try next
     */
    public SecondTry(
            Trial<K, T> trial,
            Predicate<? super Exception> isWrongSignature,
            Function<List<K>, CompletableFuture<List<K>>> others) {
        this.trial = trial;
        this.isWrongSignature = isWrongSignature;
        this.others = others;
    }

    /** Tries at once if the keys are there. */
    public CompletableFuture<T> of(CompletableFuture<List<K>> keys) {
        if (keys.isDone() && !keys.isCompletedExceptionally()) {
            return tried(keys.join());
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Futures.cancelWith(answer, keys);
        keys.thenCompose(this::tried).whenComplete((value, failure) -> Futures.complete(answer, value, failure));
        return answer;
    }

    private CompletableFuture<T> tried(List<K> keys) {
        try {
            return CompletableFuture.completedFuture(trial.with(keys));
        } catch (Exception e) {
            return isWrongSignature.test(e) ? triedAgain(keys, e) : CompletableFuture.failedFuture(e);
        } catch (Throwable e) { // an error too: else it would be lost
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Of a wrong signature the first refusal is told if there is nothing else to try, even if the issuer could not be asked. */
    private CompletableFuture<T> triedAgain(List<K> keys, Exception refusal) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        others.apply(keys).whenComplete((rest, failure) -> {
            if (failure != null) {
                Throwable cause = Futures.unwrapped(failure);
                answer.completeExceptionally(isBrokenOff(cause) ? cause : refusal);
            } else if (rest.isEmpty()) {
                answer.completeExceptionally(refusal);
            } else {
                tryLast(answer, rest);
            }
        });
        return answer;
    }

    /** Whether asking ended on this side: then the signature may be of a key that is new, and must not be called wrong. */
    public static boolean isBrokenOff(Throwable failure) {
        return failure instanceof KeyFetchException e
                && (e.reason() == Reason.CLOSED || e.reason() == Reason.INTERRUPTED);
    }

    private void tryLast(CompletableFuture<T> answer, List<K> keys) {
        try {
            answer.complete(trial.with(keys));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    /** Verifies with one of the keys. */
    @FunctionalInterface
    public interface Trial<K, T> {
        T with(List<K> keys) throws Exception;
    }
}
