package org.jwks4j.simulation.crowd;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.oracle.FirstViolation;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.world.VirtualTime;

/** Knows when the host was down and who was asked; and what must hold of attempts that are not made in their turn. */
final class CrowdOracle {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LONG = 10 * SECOND;

    /** All issuers of a host together, for each second and at once. */
    private static final int WHILE_DOWN = 2;

    /** Once the host has answered. */
    private static final int ONCE_ANSWERED = WHILE_DOWN + 100;

    /** One issuer, counted from when its last attempt began. */
    private static final long ONE_ISSUER_EACH = 5 * SECOND;

    /** So long after the host is back, no new key waits any more. */
    private static final long BACK = 10 * SECOND;

    private final VirtualTime time;
    private final FirstViolation violations;
    private final Deque<Long> outOfTurn = new ArrayDeque<>();
    private final long[] askedAt;
    private long backAt = Long.MAX_VALUE;
    private long answeredAt = Long.MAX_VALUE;
    private long lastRefusedAt;

    CrowdOracle(VirtualTime time, int issuers, Set<Invariant> watched) {
        this.time = time;
        this.violations = new FirstViolation(time::now, watched);
        this.askedAt = new long[issuers];
        Arrays.fill(askedAt, -LONG);
    }

    @Nullable
    Violation violation() {
        return violations.get();
    }

    /** The host answers from now on. */
    void back() {
        backAt = time.now();
    }

    /** One of the issuers was answered after the outage. */
    void answered() {
        answeredAt = Math.min(answeredAt, time.now());
    }

    /** @param inTurn false if the issuer was held back by failures when a caller had it asked */
    void asked(int issuer, boolean inTurn) {
        long now = time.now();
        if (!inTurn) {
            long since = now - askedAt[issuer];
            if (since < ONE_ISSUER_EACH) {
                violations.fail(
                        Invariant.HOST_BUDGET,
                        "issuer " + issuer + " is asked out of turn " + Duration.ofNanos(since)
                                + " after its last attempt began");
            }
            outOfTurn.addLast(now);
            while (now - outOfTurn.peekFirst() >= LONG) {
                outOfTurn.removeFirst();
            }
            requireFew(now, SECOND);
            requireFew(now, LONG);
        }
        askedAt[issuer] = now;
    }

    private void requireFew(long now, long window) {
        int rate = now > answeredAt ? ONCE_ANSWERED : WHILE_DOWN;
        long most = rate + rate * window / SECOND;
        long count = outOfTurn.stream().filter(at -> now - at < window).count();
        if (count > most) {
            violations.fail(
                    Invariant.HOST_BUDGET,
                    "the host is asked " + count + " times out of turn within " + Duration.ofNanos(window) + ", where "
                            + most + " are the most");
        }
    }

    /** A caller with a token of a key that was published when the host came back. */
    void told(int issuer, long arrivedAt, boolean found, @Nullable Throwable failure) {
        if (arrivedAt < backAt || found) {
            return;
        }
        lastRefusedAt = arrivedAt;
        if (arrivedAt - backAt >= BACK) {
            violations.fail(
                    Invariant.HOST_RECOVERY,
                    "the new key of issuer " + issuer + " is refused " + Duration.ofNanos(arrivedAt - backAt)
                            + " after its host is back: " + failure);
        }
    }

    /** How long after the host was back the last caller came who was refused a new key. */
    Duration longestOutage() {
        return Duration.ofNanos(Math.max(0, lastRefusedAt - backAt));
    }
}
