package org.jwks4j.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts all requests and remembers the last ones. */
final class RequestLog {
    private static final int REMEMBERED = 256;

    private final Map<Endpoint, Integer> counts = new EnumMap<>(Endpoint.class);
    private final Deque<RecordedRequest> latest = new ArrayDeque<>();

    synchronized void add(RecordedRequest request) {
        counts.merge(request.endpoint(), 1, Integer::sum);
        if (latest.size() == REMEMBERED) {
            latest.remove();
        }
        latest.add(request);
        notifyAll();
    }

    synchronized int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int count(Endpoint endpoint) {
        return counts.getOrDefault(endpoint, 0);
    }

    synchronized List<RecordedRequest> latest(Endpoint endpoint) {
        return latest.stream().filter(request -> request.endpoint() == endpoint).toList();
    }

    synchronized void clear() {
        counts.clear();
        latest.clear();
    }

    /** Whether the count was reached before the deadline. */
    synchronized boolean await(Endpoint endpoint, int count, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (count(endpoint) < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }
}
