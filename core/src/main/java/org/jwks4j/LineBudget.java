package org.jwks4j;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How many lines there may be about what strangers can make happen: a hundred at once, then one a second. */
final class LineBudget {
    private static final int BURST = 100;
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final LongSupplier ticker;
    private long spentUntil;
    private long leftOut;

    LineBudget(LongSupplier ticker) {
        this.ticker = ticker;
        this.spentUntil = ticker.getAsLong();
    }

    /** Takes a line; empty where there is none, else how many were left out since the last one. */
    synchronized OptionalLong take() {
        long now = ticker.getAsLong();
        long behind = Math.max(0, spentUntil - now); // right also where the ticker overflows
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
