package org.jwks4j.simulation.oracle;

import java.time.Duration;
import org.jwks4j.simulation.world.SimulatedIssuer;

/** Until when a resolver's yes may be used, and may surely be. */
final class Vouched {
    private static final long TRUST_USUAL = Duration.ofMinutes(10).toNanos();
    private static final long TRUST_WHILE_FAILING = Duration.ofHours(1).toNanos();

    private final SimulatedIssuer issuer;
    private long at = -1;
    private long atBefore = -1;

    Vouched(SimulatedIssuer issuer) {
        this.issuer = issuer;
    }

    /** A resolver has vouched for the issuer, in answer to a question of that time. */
    void answered(long askedAt) {
        at = Math.max(at, askedAt);
    }

    void instantOver() {
        atBefore = at;
    }

    /** Whether the resolver's yes is young enough beyond all doubt. */
    boolean surely(long now) {
        long askedAt = Math.min(at, atBefore);
        return !issuer.trust().isResolved() || (askedAt >= 0 && now < askedAt + TRUST_USUAL);
    }

    /** Whether the resolver's yes may still be used by one who came at that time, be it that the resolver fails. */
    boolean perhaps(long arrivedAt) {
        return !issuer.trust().isResolved() || (at >= 0 && arrivedAt < at + TRUST_WHILE_FAILING);
    }
}
