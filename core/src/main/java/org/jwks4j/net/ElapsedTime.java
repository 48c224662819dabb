package org.jwks4j.net;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The time since a beginning, by whichever clock moved further: a monotonic one stands still while a machine is suspended, and a
 * wall clock is set. Time counts as passed if either clock says so; so nothing ever seems younger than it is, and a step back of
 * the wall clock takes nothing away. Lock-free, and without allocation but after a step.
 */
final class ElapsedTime {
    /** Clocks run apart by less without having been set; a step of less would not matter. */
    static final Duration STEP = Duration.ofSeconds(1);

    /** However far a step goes. Whatever is kept is dropped then, and sums stay far from the end of the numbers. */
    static final Duration LONGEST_STEP = Duration.ofDays(366);

    private static final long MILLI = 1_000_000;
    private static final long MOST_AHEAD = Duration.ofDays(100 * 366).toNanos();

    private final LongSupplier ticker;
    private final InstantSource instants;
    private final long origin;
    private final AtomicReference<Steps> steps;

    /** @param ticker monotonic nanoseconds of any origin */
    ElapsedTime(LongSupplier ticker, InstantSource instants) {
        this.ticker = ticker;
        this.instants = instants;
        this.origin = ticker.getAsLong();
        this.steps = new AtomicReference<>(new Steps(instants.millis(), 0));
    }

    /** Nanoseconds, never fewer than an earlier call had. */
    long nanos() {
        for (boolean seenBefore = false; ; seenBefore = true) {
            long ticks = ticker.getAsLong() - origin;
            long wallStart = instants.millis() - ticks / MILLI; // where the wall clock would have begun
            Steps known = steps.get();
            long stepped = wallStart - known.wallStart;
            if (Math.abs(stepped) < STEP.toMillis()) {
                return ticks + known.ahead;
            }
            Steps next = known.after(wallStart, stepped);
            if (seenBefore
                    && steps.compareAndSet(
                            known, next)) { // seen once, this thread may have been held up between the clocks
                return ticks + next.ahead;
            }
        }
    }

    /**
     * What the wall clock has done.
     *
     * @param wallStart milliseconds that it would have shown at the beginning, had it always run as it did since its last step
     * @param ahead nanoseconds that only the wall clock counted
     */
    private record Steps(long wallStart, long ahead) {
        private Steps after(long newStart, long stepped) {
            long forward = Math.max(0, Math.min(stepped, LONGEST_STEP.toMillis())) * MILLI;
            return new Steps(newStart, Math.min(ahead + forward, MOST_AHEAD));
        }
    }
}
