package org.jwks4j.net;

/** How often something may be done: so many times at once, and then at a steady rate. Not thread-safe. */
public final class TokenBucket {
    private final int burst;
    private final long interval;
    private long fullAt;

    /**
     * Begins full.
     *
     * @param interval after which one more is allowed, in nanoseconds
     */
    public TokenBucket(int burst, long interval, long now) {
        this.burst = burst;
        this.interval = interval;
        this.fullAt = now;
    }

    boolean isFull(long now) {
        return now >= fullAt;
    }

    /** When there is a token; not later than now if there is one. */
    long nextAt() {
        return fullAt - (burst - 1) * interval;
    }

    /** Takes a token if there is one. */
    public boolean tryTake(long now) {
        if (nextAt() > now) {
            return false;
        }
        take(now);
        return true;
    }

    /** Takes a token, which must be there. */
    void take(long now) {
        fullAt = Math.max(now, fullAt) + interval;
    }
}
