package org.jwks4j.verifier;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException.ReplayMemoryException;
import org.jwks4j.verifier.form.Subject;
import org.jwks4j.verifier.replay.ReplayMemory;
import org.jwks4j.verifier.replay.SingleUse;

/**
 * What may be used once, still to be asked of its memory: the last check of all, so that nothing that is refused otherwise takes
 * a place.
 *
 * @param what how a refusal names it
 */
record SingleUseCheck(ReplayMemory memory, SingleUse use, Subject subject, String what) {
    /** Completes if it is the first use, and is remembered now; fails with the refusal otherwise. */
    CompletableFuture<Void> remember() {
        try {
            return memory.use(use).toCompletableFuture().handle((answer, failure) -> {
                require(answer, failure);
                return null;
            });
        } catch (Throwable e) { // of others' code
            OwnRule.rethrowIfOfTheMachine(e);
            return CompletableFuture.failedFuture(failed(e));
        }
    }

    private void require(ReplayMemory.@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            throw failed(failure instanceof CompletionException ? failure.getCause() : failure);
        }
        switch (answer) {
            case FIRST -> {}
            case REPLAYED -> throw replayed();
            case FULL ->
                throw new ReplayMemoryException(
                        Reason.REPLAY_MEMORY_FULL,
                        subject.issuer(),
                        subject.keyId(),
                        subject.message("the memory of used jti has no place for " + what),
                        null);
        }
    }

    private InvalidJwtException replayed() {
        return subject.refused(Reason.REPLAYED, what + " was used before, and may be used once");
    }

    private ReplayMemoryException failed(@Nullable Throwable cause) {
        return new ReplayMemoryException(
                Reason.REPLAY_MEMORY_FAILED,
                subject.issuer(),
                subject.keyId(),
                subject.message("whether " + what + " was used before cannot be told: the memory of used jti failed"),
                cause);
    }

    /** Of fixed length and plain letters, whatever a token says. */
    static String digest(String text) {
        return Sha256.base64Url(text);
    }
}
