package org.jwks4j.store.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that its first use opens, and of which all uses share one. If it could not be opened, the next use tries again; once it
 * is there, the client keeps it up by itself.
 */
final class LazyConnection<C> {
    private final Supplier<? extends CompletionStage<C>> opening;
    private final Consumer<? super C> closing;
    private @Nullable CompletableFuture<C> current; // guarded by this
    private boolean closed; // guarded by this

    LazyConnection(Supplier<? extends CompletionStage<C>> opening, Consumer<? super C> closing) {
        this.opening = opening;
        this.closing = closing;
    }

    CompletableFuture<C> get() {
        CompletableFuture<C> mine = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException("the store is closed"));
            } else if (current != null && !current.isCompletedExceptionally()) {
                return current;
            }
            current = mine;
        }
        open(mine);
        return mine;
    }

    private void open(CompletableFuture<C> mine) {
        try {
            opening.get().whenComplete((connection, failure) -> {
                if (failure == null) {
                    mine.complete(connection);
                } else {
                    mine.completeExceptionally(failure);
                }
            });
        } catch (Throwable e) { // also an Error: those who wait must be told
            mine.completeExceptionally(e);
        }
    }

    /** Also if it is still being opened: then as soon as it is there. */
    void close() {
        CompletableFuture<C> last;
        synchronized (this) {
            closed = true;
            last = current;
        }
        if (last != null) {
            last.thenAccept(closing);
        }
    }
}
