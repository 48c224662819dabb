package org.jwks4j.simulation.oracle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.world.Reply;

/**
 * Attempts of one node at one issuer's keys that failed in a row.
 *
 * @param count how many
 * @param at when the last one failed
 * @param askedUntil no attempt at all may begin before, since the issuer said so
 * @param askedAtMost the same at most: a date counts from a wall clock that jumps
 * @param retryFrom no attempt may begin before
 * @param retryBy the next attempt must have begun by then, if any is due
 */
record Failing(int count, long at, long askedUntil, long askedAtMost, long retryFrom, long retryBy) {
    private static final long WARM_FIRST = Duration.ofSeconds(1).toNanos();
    private static final long WARM_LONGEST = Duration.ofMinutes(5).toNanos();
    private static final long COLD_FIRST = Duration.ofMillis(250).toNanos();
    private static final long COLD_LONGEST = Duration.ofSeconds(30).toNanos();
    private static final int MAX_DOUBLINGS = 20;

    /**
     * One more failure: full jitter, so anything from nearly nothing to the bound; or longer, where the issuer says so. Who has
     * nothing to serve asks again sooner; from outside, there may be a doubt.
     */
    static Failing after(
            @Nullable Failing before, boolean surelyUsable, boolean perhapsUsable, long now, @Nullable Reply reply) {
        int count = before == null ? 0 : before.count;
        int doublings = Math.min(count, MAX_DOUBLINGS);
        long least = (surelyUsable ? WARM_FIRST : COLD_FIRST) / 10;
        long bound = perhapsUsable
                ? Math.min(WARM_LONGEST, WARM_FIRST << doublings)
                : Math.min(COLD_LONGEST, COLD_FIRST << doublings);
        long askedAtLeast = reply == null ? 0 : reply.retryAfter().atLeast();
        long askedAtMost = reply == null ? 0 : reply.retryAfter().atMost();
        // an attempt out of turn does not change when the next one in turn is due, which may be at any time until then
        long heldBackBy = before == null ? now : before.retryBy;
        long heldBackFrom = now < heldBackBy ? 0 : least;
        return new Failing(
                count + 1,
                now,
                now + askedAtLeast,
                now + askedAtMost,
                now + Math.max(heldBackFrom, askedAtLeast),
                Math.max(heldBackBy, now + Math.max(bound, askedAtMost)));
    }

    /** An answer without a usable key, which another one is to confirm. */
    static Failing unconfirmed(@Nullable Failing before, long now, long confirmAt) {
        return new Failing(before == null ? 1 : before.count + 1, now, now, now, confirmAt, confirmAt);
    }
}
