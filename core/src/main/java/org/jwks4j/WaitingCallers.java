package org.jwks4j;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The futures of callers that nothing else ends when the fetcher closes. */
final class WaitingCallers {
    private final Set<CompletableFuture<?>> futures = ConcurrentHashMap.newKeySet();

    /** A caller's own future; cancelling it touches nobody else. */
    @SuppressWarnings("CollectionUndefinedEquality") // a future equals itself, which is what is meant
    <T> CompletableFuture<T> add() {
        CompletableFuture<T> own = new CompletableFuture<>();
        futures.add(own);
        own.whenComplete((value, failure) -> futures.remove(own));
        return own;
    }

    /** Hands on what a shared future came to. */
    static <T> void complete(CompletableFuture<T> own, @Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            own.complete(value);
        } else {
            own.completeExceptionally(Unavailable.unwrapped(failure));
        }
    }

    void failAll(KeysUnavailableException cause) {
        futures.forEach(own -> own.completeExceptionally(cause));
    }
}
