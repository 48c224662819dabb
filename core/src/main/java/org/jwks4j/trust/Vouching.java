package org.jwks4j.trust;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;

/**
 * A resolver's yes: how old it is, and what came of asking again. Immutable; it decides who may use it and when it is asked for
 * again, and does neither. Times are {@link Environment#now()}.
 *
 * @param askedAt when the resolver was asked for this answer: it knew of all that was withdrawn before
 * @param askAgainAt not asked again before then: a while before it is too old, or after the backoff if that failed
 * @param failures how many questions have failed since, one soon after the other
 * @param lastFailure what the latest of them was; null when there is none
 * @param question completes once the question under way has its outcome; null when there is none
 */
public record Vouching(
        long askedAt,
        long askAgainAt,
        int failures,
        @Nullable String lastFailure,
        @Nullable CompletableFuture<Void> question) {
    private static final long RETRY_FIRST = Duration.ofSeconds(1).toNanos();
    private static final long RETRY_LONGEST = Duration.ofSeconds(30).toNanos();
    private static final long SAYS_NOTHING_OF_NOW = Duration.ofMinutes(1).toNanos();

    /** A yes. It is asked for again at 80 % of its age, a tenth earlier or later, so that many of one moment spread. */
    public static Vouching yes(long askedAt, VouchingAge age, double chance) {
        long usual = age.usual().toNanos();
        long renewAt = askedAt + usual / 10 * 7 + (long) (usual * chance / 5);
        return new Vouching(askedAt, renewAt, 0, null, null);
    }

    /**
     * What a caller may do.
     *
     * @param arrivedAt when it came: a yes that was asked for since is good enough for it, however short it holds
     */
    public Use use(VouchingAge age, long arrivedAt, long now) {
        if (now < askedAt + age.usual().toNanos() || askedAt >= arrivedAt) {
            return Use.SERVE;
        } else if (failures > 0 && now < askedAt + age.whileFailing().toNanos()) {
            return Use.SERVE;
        }
        return question == null && now < askAgainAt ? Use.REFUSE : Use.WAIT;
    }

    /** Whether it is time to ask again, and no question is under way. */
    public boolean isDue(long now) {
        return question == null && now >= askAgainAt;
    }

    /** A question begins. What failed long ago, before a time without use, is no reason to go on without its outcome. */
    public Vouching asking(CompletableFuture<Void> begun, long now) {
        int inARow = now - askAgainAt > SAYS_NOTHING_OF_NOW ? 0 : failures;
        return new Vouching(askedAt, askAgainAt, inARow, lastFailure, begun);
    }

    /** The question failed: the next one comes after a backoff with full jitter, from 1 s up to 30 s. */
    public Vouching failed(String failure, long now, double chance) {
        long bound = Math.min(RETRY_LONGEST, RETRY_FIRST << Math.min(failures, 10));
        long backoff = Math.max(RETRY_FIRST / 10, (long) (bound * chance));
        return new Vouching(askedAt, now + backoff, failures + 1, failure, null);
    }

    /** What a caller may do with a yes. */
    public enum Use {
        /** Go on. */
        SERVE,
        /** Wait for the question under way, or begin one and wait for that. */
        WAIT,
        /** Give up: the resolver fails, and has for too long. */
        REFUSE
    }
}
