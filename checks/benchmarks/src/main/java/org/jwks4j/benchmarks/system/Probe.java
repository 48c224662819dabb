package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Someone who comes with the same token again and again, until it is taken. */
final class Probe {
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(50);

    private Probe() {}

    /** {@return how long that took, in milliseconds, or that it took longer than this} */
    static String untilTaken(Service service, String token, Duration atMost) throws InterruptedException {
        long begin = System.nanoTime();
        CompletableFuture<Long> taken = new CompletableFuture<>();
        service.start(() -> {
            try {
                while (!service.takes(token) && !taken.isDone()) {
                    Pause.until(System.nanoTime() + BETWEEN);
                }
                taken.complete(System.nanoTime() - begin);
            } catch (InterruptedException e) {
                taken.cancel(false);
            }
        });
        try {
            return Latencies.millis(taken.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            taken.cancel(false); // no one waits any longer
            return ">" + atMost.toMillis();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
