package org.jwks4j.soak;

import java.util.function.Supplier;
import org.jwks4j.KeyFetcher;

/**
 * Someone who sends tokens.
 *
 * @param fetcher whom to
 * @param token makes the next one
 */
record Source(String name, int perSecond, KeyFetcher fetcher, Supplier<String> token, Latencies latencies) {
    Source(String name, int perSecond, KeyFetcher fetcher, Supplier<String> token) {
        this(name, perSecond, fetcher, token, new Latencies());
    }

    Tally tally() {
        return new Tally(name, perSecond, latencies);
    }

    void send(int count) {
        for (int i = 0; i < count; i++) {
            String next = token.get();
            latencies.follow(() -> fetcher.getKey(next));
        }
    }

    /** What is left of a source once it is over. */
    record Tally(String name, int perSecond, Latencies latencies) {}
}
