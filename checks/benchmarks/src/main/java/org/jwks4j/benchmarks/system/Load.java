package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Legitimate callers who come at a steady rate, whatever became of those before them. A caller whose thread is still held up
 * by the one before has been waiting since its own turn, and is measured so: a library cannot hide a stall by slowing its
 * callers down. A thread that merely woke up late is the machine's, and is not counted.
 */
final class Load {
    private final Latencies latencies = new Latencies();
    private final AtomicInteger refused = new AtomicInteger();
    private final Callers service;
    private final AtomicLong calls = new AtomicLong();
    private final long betweenCalls;
    private final long begin = System.nanoTime();

    /** When the call that each thread is at was due, since the beginning. */
    private final AtomicLongArray due;

    private volatile long until = Long.MAX_VALUE;
    private volatile boolean over;

    /** Begins at once. */
    Load(Callers service, int perSecond, int threads) {
        this.service = service;
        this.betweenCalls = Duration.ofSeconds(1).toNanos() * threads / perSecond;
        this.due = new AtomicLongArray(threads);
        for (int i = 0; i < threads; i++) {
            int thread = i;
            service.start(() -> calls(thread));
        }
    }

    private void calls(int thread) {
        try {
            for (long at = betweenCalls * thread / due.length(); at < until; at += betweenCalls) {
                due.set(thread, at);
                boolean held = now() > at;
                Pause.until(begin + at);
                call(held ? at : now());
            }
            due.set(thread, Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(long start) {
        boolean taken = service.isTaken(calls.getAndIncrement());
        long took = now() - start;
        if (!over) {
            latencies.add(took);
            if (!taken) {
                refused.incrementAndGet();
            }
        }
    }

    private long now() {
        return System.nanoTime() - begin;
    }

    /** Callers on 32 threads for so long; those who are still waiting then are waited for, but not for longer than this. */
    static Load during(Duration span, Callers service, int perSecond, Duration atMost) throws InterruptedException {
        Load load = new Load(service, perSecond, 32);
        Thread.sleep(span.toMillis());
        load.end(atMost);
        return load;
    }

    /** No one else comes; those who came are waited for, but not for longer than this. */
    void end(Duration atMost) throws InterruptedException {
        until = now();
        long last = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < last && !allTold()) {
            Thread.sleep(5);
        }
        over = true;
        for (int thread = 0; thread < due.length(); thread++) {
            for (long at = due.get(thread); at < until; at += betweenCalls) {
                latencies.addUnanswered(now() - at);
            }
        }
    }

    private boolean allTold() {
        for (int thread = 0; thread < due.length(); thread++) {
            if (due.get(thread) < until) {
                return false;
            }
        }
        return true;
    }

    /** How many took longer than this, or were not told. */
    long over(Duration limit) {
        return latencies.over(limit.toNanos());
    }

    /** A row that begins with the requests that all this has cost. */
    Map<String, String> row(long requests) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("requests", String.valueOf(requests));
        describe(row);
        return row;
    }

    void describe(Map<String, String> row) {
        row.put("legitimate calls", String.valueOf(latencies.answered() + latencies.unanswered()));
        row.put("refused", refused.toString());
        row.put("not told", String.valueOf(latencies.unanswered()));
        latencies.describe(row);
    }
}
