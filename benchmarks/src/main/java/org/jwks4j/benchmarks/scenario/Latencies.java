package org.jwks4j.benchmarks.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Times that were measured, from any thread. */
final class Latencies {
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long duration) {
        nanos.add(duration);
    }

    int count() {
        return nanos.size();
    }

    /** In milliseconds: the value that this share of all does not exceed. */
    String percentile(double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return millis(sorted[Math.max(0, index)]);
    }

    String max() {
        return millis(Arrays.stream(nanos.stream().mapToLong(Long::longValue).toArray())
                .max()
                .orElse(0));
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, nanos < 10_000_000 ? "%.3f ms" : "%.0f ms", nanos / 1e6);
    }
}
