package org.jwks4j.simulation.clocks;

import java.time.Duration;
import java.time.Instant;
import org.jwks4j.simulation.world.VirtualTime;

/**
 * The clocks of one machine. Virtual time is what its timers count. While it is suspended it does nothing, so that to the machine
 * all else leaps: its wall clock, and whatever happened elsewhere meanwhile.
 */
final class MachineClock {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTime time;
    private final long tickerOrigin;
    private long wallOffset;
    private long ahead;
    private long stoodStill;
    private long stoppedAt = -1;

    MachineClock(VirtualTime time, long tickerOrigin) {
        this.time = time;
        this.tickerOrigin = tickerOrigin;
    }

    /** Nanoseconds of any origin. */
    long monotonic() {
        return tickerOrigin + (stoppedAt < 0 ? time.now() : stoppedAt) - stoodStill;
    }

    Instant wall() {
        return EPOCH.plusNanos(time.now() + wallOffset);
    }

    /** How much time has passed, in nanoseconds: for each span, what the clock says that moved further in it. */
    long passed() {
        return time.now() + ahead;
    }

    /** The wall clock moves alone. */
    void leaps(Duration duration) {
        wallOffset += duration.toNanos();
        ahead += Math.max(0, duration.toNanos());
    }

    /** The monotonic clock stands still for a while; the wall clock and timers go on. */
    void stands(Duration duration) {
        if (stoppedAt >= 0) {
            return;
        }
        stoppedAt = time.now();
        time.in(duration.toNanos(), () -> {
            stoodStill += time.now() - stoppedAt;
            stoppedAt = -1;
        });
    }
}
