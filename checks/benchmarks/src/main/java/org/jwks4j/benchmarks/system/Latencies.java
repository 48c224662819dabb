package org.jwks4j.benchmarks.system;

import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Times that were measured, from any thread. */
final class Latencies {
    /** The column of the longest. */
    static final String MAX = "max, ms";

    private final Queue<Long> answered = new ConcurrentLinkedQueue<>();
    private final Queue<Long> unanswered = new ConcurrentLinkedQueue<>();

    void add(long nanos) {
        answered.add(nanos);
    }

    /** Of someone who had waited for so long when the measurement ended. */
    void addUnanswered(long nanos) {
        unanswered.add(nanos);
    }

    int answered() {
        return answered.size();
    }

    int unanswered() {
        return unanswered.size();
    }

    /** How many took longer than this, or were not told. */
    long over(long nanos) {
        return answered.stream().filter(took -> took > nanos).count() + unanswered.size();
    }

    /** Puts the usual columns into a row. */
    void describe(Map<String, String> row) {
        row.put("p50, ms", percentile(0.5));
        row.put("p99, ms", percentile(0.99));
        row.put("p99.9, ms", percentile(0.999));
        row.put(MAX, percentile(1));
    }

    /** In milliseconds: the value that this share of all does not exceed, or that it exceeds, for all that is known. */
    String percentile(double share) {
        long[] sorted = Stream.of(answered, unanswered)
                .flatMapToLong(queue -> queue.stream().mapToLong(Long::longValue))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return "–";
        }
        long value = sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        return (value >= shortestUnanswered() ? ">" : "") + millis(value);
    }

    private long shortestUnanswered() {
        return unanswered.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    /** Without the unit. */
    static String millis(long nanos) {
        return String.format(Locale.ROOT, nanos < 10_000_000 ? "%.3f" : "%.0f", nanos / 1e6);
    }
}
