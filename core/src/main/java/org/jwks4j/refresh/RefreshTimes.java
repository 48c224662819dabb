package org.jwks4j.refresh;

import java.time.Duration;

/**
 * When a value is due for refresh, until when it is fresh, and until when it may be used stale: the times of a {@link Snapshot}.
 *
 * @param refreshAt when to fetch again in the background
 * @param freshUntil until when it is used without question
 * @param staleUntil until when it is used while none newer can be fetched
 */
record RefreshTimes(long refreshAt, long freshUntil, long staleUntil) {
    static final long MILLI = Duration.ofMillis(1).toNanos();

    /** A refresh has time for as many fetches that take as long as the last one. */
    private static final int FETCHES_AHEAD = 3;

    static RefreshTimes of(Fetched<?> fetched, int fetchMillis, double chance, RefreshSettings rules) {
        StatedFreshness stated = fetched.freshness();
        long lifetime = clamped(stated.lifetime().orElse(rules.defaultFreshness()), rules)
                .toNanos();
        long requestedAt = fetched.requestedAt();
        long freshUntil = requestedAt + lifetime; // RFC 9111 §4.2.3: age counts from the request
        boolean mustRevalidate = rules.obeysMustRevalidate() && stated.mustRevalidate(); // RFC 9111 §5.2.2.2
        return new RefreshTimes(
                requestedAt + refreshAfter(lifetime, fetchMillis, chance),
                freshUntil,
                mustRevalidate ? freshUntil : freshUntil + rules.staleFor().toNanos());
    }

    /** 80 % of the lifetime, a tenth earlier or later; earlier, but not before half of it, if fetches are slow. */
    private static long refreshAfter(long lifetime, int fetchMillis, double chance) {
        long usual = lifetime / 10 * 7 + (long) (lifetime * chance / 5);
        long inTime = lifetime - MILLI * FETCHES_AHEAD * fetchMillis;
        return Math.min(usual, Math.max(inTime, lifetime - lifetime / 2));
    }

    private static Duration clamped(Duration lifetime, RefreshSettings rules) {
        if (lifetime.compareTo(rules.minFreshness()) < 0) {
            return rules.minFreshness();
        }
        return lifetime.compareTo(rules.maxFreshness()) > 0 ? rules.maxFreshness() : lifetime;
    }
}
