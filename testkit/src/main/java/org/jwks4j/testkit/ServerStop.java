package org.jwks4j.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets exchanges wait in a way that the end of their server cuts short. */
final class ServerStop {
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    void stop() {
        stopped.complete(null);
    }

    /** Waits for real time. */
    void pause(Duration duration) throws InterruptedException {
        try {
            stopped.get(duration.toNanos(), TimeUnit.NANOSECONDS);
            throw cutShort();
        } catch (TimeoutException elapsed) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the gate completes, however it does. */
    void until(CompletableFuture<?> gate) throws InterruptedException {
        try {
            CompletableFuture.anyOf(stopped, gate.handle((value, failure) -> null))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (stopped.isDone()) {
            throw cutShort();
        }
    }

    private static InterruptedException cutShort() {
        return new InterruptedException("the server has stopped");
    }
}
