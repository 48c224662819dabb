package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jwks4j.error.KeyFetchException;

/** Why a call failed. */
final class Failures {
    private Failures() {}

    static KeyFetchException of(ThrowingCallable call) {
        return catchThrowableOfType(KeyFetchException.class, call);
    }

    /** Waits for it. */
    static KeyFetchException of(CompletableFuture<?> future) {
        return (KeyFetchException) future.handle((value, failure) -> failure).join();
    }
}
