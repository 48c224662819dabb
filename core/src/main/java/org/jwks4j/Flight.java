package org.jwks4j;

import java.util.concurrent.CompletableFuture;

/**
 * One fetch under way, shared by all who wait for it. It completes when the outcome is part of the state, normally or with
 * the failure. Nobody hands {@link #landed} out, so nobody can cancel it.
 */
final class Flight {
    private final long startedAt;
    private final CompletableFuture<Void> landed = new CompletableFuture<>();

    Flight(long startedAt) {
        this.startedAt = startedAt;
    }

    long startedAt() {
        return startedAt;
    }

    CompletableFuture<Void> landed() {
        return landed;
    }
}
