package org.jwks4j.fleet;

/**
 * When an issuer was asked, by two clocks: the wall clock of the node that asked, and the clock of the store. A node's clock may be
 * wrong, and a store may lie. So one is later than another only if both clocks say so, and an age counts from the earlier.
 *
 * @param storeMillis {@link #NO_CLOCK} if the store has none, or had not told
 */
record AskedAt(long wallMillis, long storeMillis) {
    static final long NO_CLOCK = Long.MIN_VALUE;

    /** Before all others. */
    static final AskedAt NEVER = new AskedAt(Long.MIN_VALUE, NO_CLOCK);

    /** After all others. */
    static final AskedAt LAST = new AskedAt(Long.MAX_VALUE, Long.MAX_VALUE);

    boolean isAfter(AskedAt other) {
        return wallMillis > other.wallMillis && (canTellNot(other) || storeMillis > other.storeMillis);
    }

    boolean isNotBefore(AskedAt other) {
        return wallMillis >= other.wallMillis && (canTellNot(other) || storeMillis >= other.storeMillis);
    }

    private boolean canTellNot(AskedAt other) {
        return !isToldByStore() || !other.isToldByStore();
    }

    boolean isToldByStore() {
        return storeMillis != NO_CLOCK;
    }

    /** By each clock the later one. */
    AskedAt orLater(AskedAt other) {
        return new AskedAt(Math.max(wallMillis, other.wallMillis), Math.max(storeMillis, other.storeMillis));
    }

    /** Nothing is younger than this says. */
    long earlierMillis() {
        return isToldByStore() ? Math.min(wallMillis, storeMillis) : wallMillis;
    }

    long laterMillis() {
        return Math.max(wallMillis, storeMillis);
    }
}
