package org.jwks4j.events;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Limits log lines about events that strangers can cause: 100 at once, then one per second. */
public final class LogRateLimit {
    private static final int BURST = 100;
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final LongSupplier ticker;
    private long spentUntil;
    private long leftOut;

    /**
     * Begins with the whole burst.
     *
     * @param ticker monotonic nanoseconds
     */
    public LogRateLimit(LongSupplier ticker) {
        this.ticker = ticker;
        this.spentUntil = ticker.getAsLong();
    }

    /**
     * Takes one line.
     *
     * @return how many lines were left out since the last one; empty if this one must be left out too
     */
    public synchronized OptionalLong take() {
        long now = ticker.getAsLong();
        long behind = Math.max(0, spentUntil - now); // right also if the ticker overflows
        if (behind > (BURST - 1) * INTERVAL) {
            leftOut++;
            return OptionalLong.empty();
        }
        spentUntil = now + behind + INTERVAL;
        long before = leftOut;
        leftOut = 0;
        return OptionalLong.of(before);
    }
}
