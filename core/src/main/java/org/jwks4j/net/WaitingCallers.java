package org.jwks4j.net;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The futures of callers that nothing else ends when the fetcher closes. */
public final class WaitingCallers {
    private final OpenFutures futures = new OpenFutures();
    private volatile @Nullable Throwable closed;

    /** A caller's own future; cancelling it does not affect other callers. */
    public <T> CompletableFuture<T> add() {
        CompletableFuture<T> own = new CompletableFuture<>();
        futures.add(own);
        Throwable cause = closed;
        if (cause != null) {
            own.completeExceptionally(cause); // it came behind the back of failAll()
        }
        return own;
    }

    /** Those who are waiting, and those who are still to come. */
    public void failAll(Throwable cause) {
        closed = cause;
        futures.forEach(own -> own.completeExceptionally(cause));
    }
}
