package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers who all come at once, each on a thread of its own. */
final class Herd {
    private final Latencies latencies = new Latencies();
    private final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch told;
    private volatile long begin; // everybody's: the last threads to get a processor have waited as long as the first
    private boolean over;

    /** Lets them all go once every thread is there. */
    Herd(Callers service, int callers) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch gate = new CountDownLatch(1);
        told = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            int caller = i;
            service.start(() -> {
                ready.countDown();
                try {
                    gate.await();
                    call(service, caller);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        ready.await();
        begin = System.nanoTime();
        gate.countDown();
    }

    private void call(Callers service, int caller) {
        boolean taken = service.isTaken(caller);
        long took = System.nanoTime() - begin;
        synchronized (this) {
            if (!over) {
                latencies.add(took);
                if (!taken) {
                    refused.incrementAndGet();
                }
                told.countDown();
            }
        }
    }

    /** Waits until all were told, but not for longer than this; those who were not told stay where they are. */
    void await(Duration atMost) throws InterruptedException {
        boolean all = told.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        synchronized (this) {
            over = true;
            for (long i = all ? 0 : told.getCount(); i > 0; i--) {
                latencies.addUnanswered(System.nanoTime() - begin);
            }
        }
    }

    void describe(Map<String, String> row) {
        row.put("told yes", String.valueOf(latencies.answered() - refused.get()));
        row.put("told no", refused.toString());
        row.put("not told", String.valueOf(latencies.unanswered()));
        latencies.describe(row);
    }
}
