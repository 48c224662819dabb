package org.jwks4j.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jwks4j.error.KeyFetchException;

/** How long callers waited, in steps of an eighth of a power of two, and why some got nothing. */
final class Latencies {
    private static final int STEPS = 8;

    private final AtomicLongArray counts = new AtomicLongArray(64 * STEPS);
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final LongAdder all = new LongAdder();

    void follow(Supplier<CompletableFuture<?>> call) {
        long began = System.nanoTime();
        all.increment();
        call.get().whenComplete((key, failure) -> {
            counts.incrementAndGet(step(System.nanoTime() - began));
            if (failure != null) {
                String why = failure instanceof KeyFetchException known
                        ? known.reason().name()
                        : failure.getClass().getName();
                failures.computeIfAbsent(why, absent -> new LongAdder()).increment();
            }
        });
    }

    private static int step(long nanos) {
        long value = Math.max(STEPS, nanos);
        int power = 63 - Long.numberOfLeadingZeros(value);
        return power * STEPS + (int) (((value - (1L << power)) * STEPS) >> power);
    }

    /** The upper end of the step in which that part of all calls is reached, in microseconds. */
    double quantile(double part) {
        long wanted = (long) Math.ceil(answered() * part);
        long seen = 0;
        for (int step = 0; step < counts.length(); step++) {
            seen += counts.get(step);
            if (seen >= wanted && seen > 0) {
                double end = (1L << (step / STEPS)) * (1 + (step % STEPS + 1.0) / STEPS);
                return end / 1_000;
            }
        }
        return 0;
    }

    long all() {
        return all.sum();
    }

    long answered() {
        long sum = 0;
        for (int step = 0; step < counts.length(); step++) {
            sum += counts.get(step);
        }
        return sum;
    }

    long failed() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many of each reason. */
    Map<String, Long> failures() {
        Map<String, Long> sorted = new TreeMap<>();
        failures.forEach((why, count) -> sorted.put(why, count.sum()));
        return sorted;
    }
}
