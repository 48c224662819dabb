package org.jwks4j.refresh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that failed since the last success.
 *
 * @param count how many
 * @param retryAt no attempt of our own before then
 * @param last the latest; null when there is none
 * @param lastAt when that was, by the wall clock
 */
public record Failures(
        int count,
        long retryAt,
        @Nullable Failure last,
        @Nullable Instant lastAt) {
    public static final Failures NONE = new Failures(0, 0, null, null);

    private static final Duration WARM_FIRST = Duration.ofSeconds(1);
    private static final Duration WARM_LONGEST = Duration.ofMinutes(5);
    private static final Duration COLD_FIRST = Duration.ofMillis(250);
    private static final Duration COLD_LONGEST = Duration.ofSeconds(30);

    /** A source that is not asked again by itself may be one that does not exist yet. */
    private static final Duration COLD_LONGEST_UNASKED = Duration.ofSeconds(10);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);

    /** One more failure: the next attempt comes after a full-jitter backoff, or when we were asked to come back, if that is later. */
    Failures plus(
            Failure failure, boolean usable, boolean recoversUnasked, long now, Instant wallClock, double chance) {
        long first = (usable ? WARM_FIRST : COLD_FIRST).toNanos();
        long longest = (usable ? WARM_LONGEST : recoversUnasked ? COLD_LONGEST : COLD_LONGEST_UNASKED).toNanos();
        long bound = Math.min(longest, first << Math.min(count, 20));
        long backoff = Math.max(first / 10, (long) (bound * chance));
        long asked = failure.retryAfter()
                .map(after ->
                        after.compareTo(LONGEST_RETRY_AFTER) < 0 ? after.toNanos() : LONGEST_RETRY_AFTER.toNanos())
                .orElse(0L);
        return new Failures(count + 1, now + Math.max(backoff, asked), failure, wallClock);
    }

    public boolean holdBack(long now) {
        return now < retryAt;
    }
}
