package org.jwks4j.refresh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that failed since the last success.
 *
 * @param count how many
 * @param doublings how often the delay has doubled
 * @param failedAt when the latest failed
 * @param retryAt no attempt of our own before then
 * @param outOfTurnFrom from when on an unknown name may cause an attempt all the same
 * @param last the latest; null when there is none
 * @param lastAt when that was, by the wall clock
 */
public record Failures(
        int count,
        int doublings,
        long failedAt,
        long retryAt,
        long outOfTurnFrom,
        @Nullable Failure last,
        @Nullable Instant lastAt) {
    public static final Failures NONE = new Failures(0, 0, 0, 0, 0, null, null);

    private static final Duration WARM_FIRST = Duration.ofSeconds(1);
    private static final Duration WARM_LONGEST = Duration.ofMinutes(5);
    private static final Duration COLD_FIRST = Duration.ofMillis(250);
    private static final Duration COLD_LONGEST = Duration.ofSeconds(30);

    /** A source that is not asked again by itself may be one that does not exist yet. */
    private static final Duration COLD_LONGEST_UNASKED = Duration.ofSeconds(10);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 20;

    /** Between two attempts that began there are at least 5 s, and at most 8 s while somebody wants one. */
    private static final long OUT_OF_TURN_AFTER = Duration.ofSeconds(5).toNanos();

    private static final long OUT_OF_TURN_SPREAD = Duration.ofSeconds(3).toNanos();

    /**
     * One more failure: the next attempt comes after a full-jitter backoff, or when we were asked to come back, if that is later.
     * An attempt that was made out of turn does not change when the next one in turn is due.
     */
    Failures plus(
            Failure failure,
            Flight flight,
            boolean usable,
            boolean recoversUnasked,
            long now,
            Instant wallClock,
            double chance) {
        long asked = now + asked(failure);
        long next = flight.isOutOfTurn() && now < retryAt
                ? Math.max(retryAt, asked)
                : Math.max(now + backoff(usable, recoversUnasked, chance), asked);
        int doubled = flight.isOutOfTurn() ? doublings : Math.min(doublings + 1, MOST_DOUBLINGS);
        long outOfTurn = flight.startedAt() + OUT_OF_TURN_AFTER + (long) (OUT_OF_TURN_SPREAD * chance);
        return new Failures(count + 1, doubled, now, next, Math.max(outOfTurn, asked), failure, wallClock);
    }

    private long backoff(boolean usable, boolean recoversUnasked, double chance) {
        long first = (usable ? WARM_FIRST : COLD_FIRST).toNanos();
        long longest = (usable ? WARM_LONGEST : recoversUnasked ? COLD_LONGEST : COLD_LONGEST_UNASKED).toNanos();
        long bound = Math.min(longest, first << doublings);
        return Math.max(first / 10, (long) (bound * chance));
    }

    private static long asked(Failure failure) {
        return failure.retryAfter()
                .map(after ->
                        after.compareTo(LONGEST_RETRY_AFTER) < 0 ? after.toNanos() : LONGEST_RETRY_AFTER.toNanos())
                .orElse(0L);
    }

    /** An answer that is not believed before another one confirms it. */
    Failures unconfirmed(Failure failure, Flight flight, long now, long confirmAt, Instant wallClock) {
        long outOfTurn = flight.startedAt() + OUT_OF_TURN_AFTER;
        return new Failures(count + 1, doublings, now, confirmAt, outOfTurn, failure, wallClock);
    }

    /** A refresh had no turn: the issuer was not asked, so it has not failed, and no attempt of ours is made before then. */
    Failures heldBackUntil(long time) {
        return new Failures(count, doublings, failedAt, Math.max(retryAt, time), outOfTurnFrom, last, lastAt);
    }

    public boolean holdBack(long now) {
        return now < retryAt;
    }
}
