package org.jwks4j.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.store.KeySetStore;

/** A store on the network that keeps nothing. */
final class EmptyStore implements KeySetStore {
    @Override
    public CompletableFuture<Optional<byte[]>> read(String name, int maxBytes) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletableFuture<Void> write(String name, byte[] value, Duration timeToLive) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Boolean> lease(String name, String owner, Duration atMost) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Void> release(String name, String owner) {
        return CompletableFuture.completedFuture(null);
    }
}
