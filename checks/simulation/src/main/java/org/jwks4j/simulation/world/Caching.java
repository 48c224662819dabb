package org.jwks4j.simulation.world;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jwks4j.RefreshPolicy;

/**
 * The caching headers of an answer, and what RFC 9111 makes of them, worked out by hand so that it owes the engine nothing.
 *
 * @param headers as they are sent
 * @param lifetime what remains of the freshness lifetime
 */
public record Caching(Map<String, String> headers, Lifetime lifetime) {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String DATE = "Thu, 01 Jan 2026 00:00:00 GMT";

    /** What issuers send, sane and otherwise. */
    public static final List<Caching> ALL = List.of(
            said(Map.of(CACHE_CONTROL, "max-age=300"), 300),
            said(Map.of(CACHE_CONTROL, "public, max-age=3600, must-revalidate"), 3600),
            said(Map.of(CACHE_CONTROL, "max-age=600"), 600),
            said(Map.of(CACHE_CONTROL, "max-age=1800, stale-if-error=86400", "Age", "600"), 1200),
            new Caching(Map.of(), Lifetime.UNSAID),
            new Caching(Map.of("Pragma", "no-cache"), Lifetime.UNSAID),
            said(Map.of(CACHE_CONTROL, "max-age=31536000"), 31_536_000),
            said(Map.of(CACHE_CONTROL, "max-age=99999999999999999999"), Integer.MAX_VALUE),
            said(Map.of(CACHE_CONTROL, "max-age=0"), 0),
            said(Map.of(CACHE_CONTROL, "max-age=-5"), 0),
            new Caching(Map.of(CACHE_CONTROL, "max-age=soon"), Lifetime.UNSAID),
            said(Map.of(CACHE_CONTROL, "no-store"), 0),
            said(Map.of(CACHE_CONTROL, "no-cache, max-age=3600"), 0),
            said(Map.of(CACHE_CONTROL, "max-age=300", "Age", "999999"), 0),
            said(Map.of(CACHE_CONTROL, "max-age=900", "Age", "minus one"), 900),
            said(Map.of("Date", DATE, "Expires", "Thu, 01 Jan 2026 00:20:00 GMT"), 1200),
            said(Map.of("Date", DATE, "Expires", "Wed, 31 Dec 2025 23:00:00 GMT"), 0),
            said(Map.of("Date", DATE, "Expires", "-1"), 0),
            said(Map.of("Date", DATE, "Expires", "Fri, 01 Jan 2038 00:00:00 GMT", "Age", "60"), 300_000_000),
            // counted from the node's own wall clock, which jumps: anything within the bounds
            new Caching(Map.of("Expires", "Thu, 01 Jan 2026 03:00:00 GMT"), Lifetime.UNKNOWN));

    private static Caching said(Map<String, String> headers, long seconds) {
        return new Caching(headers, new Lifetime(Optional.of(Duration.ofSeconds(seconds)), true));
    }

    /**
     * A freshness lifetime as an answer gives it.
     *
     * @param said empty when the answer says nothing
     * @param certain whether the headers alone decide it
     */
    public record Lifetime(Optional<Duration> said, boolean certain) {
        /** The answer does not say. */
        static final Lifetime UNSAID = new Lifetime(Optional.empty(), true);

        /** It depends on the node's wall clock. */
        static final Lifetime UNKNOWN = new Lifetime(Optional.empty(), false);

        /** The least that a policy makes of it, in nanoseconds. */
        public long atLeast(RefreshPolicy policy) {
            return certain ? clamped(policy) : policy.minFreshness().toNanos();
        }

        /** The most that a policy makes of it, in nanoseconds. */
        public long atMost(RefreshPolicy policy) {
            return certain ? clamped(policy) : policy.maxFreshness().toNanos();
        }

        private long clamped(RefreshPolicy policy) {
            long lifetime = said.orElse(policy.defaultFreshness()).toNanos();
            return Math.max(
                    policy.minFreshness().toNanos(),
                    Math.min(policy.maxFreshness().toNanos(), lifetime));
        }
    }
}
