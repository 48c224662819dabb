package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it: a monotonic ticker, a wall clock and a scheduler that agree.
 *
 * <p>Thread-safe: any thread may read the time and schedule tasks. One thread at a time moves it; the tasks that become
 * due run on that thread.
 */
public final class ManualTime {
    private static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Instant start;
    private Duration wallClockJumps = Duration.ZERO;
    private @Nullable Thread mover;

    private ManualTime(Instant start) {
        this.start = start;
    }

    /** {@return time that begins at 2026-01-01T00:00:00Z} */
    public static ManualTime start() {
        return startingAt(DEFAULT_START);
    }

    /**
     * {@return time that begins at an instant}
     *
     * @param instant what the wall clock shows first
     */
    public static ManualTime startingAt(Instant instant) {
        return new ManualTime(requireNonNull(instant, "instant"));
    }

    /** {@return the monotonic clock in nanoseconds; it begins below zero, to find out who takes it for a wall clock} */
    public LongSupplier ticker() {
        return scheduler::now;
    }

    /** {@return the wall clock} */
    public InstantSource instants() {
        return this::instant;
    }

    /** {@return what the wall clock shows} */
    public synchronized Instant instant() {
        return start.plusNanos(scheduler.elapsed()).plus(wallClockJumps);
    }

    /**
     * A scheduler on the monotonic clock. Tasks run only within {@link #advance} and {@link #runDueTasks}, in the order
     * they are due, and in the order they were submitted if that is the same. This holds for {@code execute}, {@code
     * submit} and delays of zero too: never on the thread that submits. What a task given to {@code execute} throws
     * comes out of {@code advance}; of the others their futures know. Shutting it down drops all that is pending.
     *
     * @return the same scheduler each time
     */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /**
     * Moves both clocks, stopping at each task that becomes due, and those that they submit, to run it at its time.
     *
     * @param duration how far; zero runs what is due now
     * @throws IllegalArgumentException when it is negative: monotonic time does not go back
     * @throws IllegalStateException when called by a task, or while another thread moves the time
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("monotonic time cannot go back by " + duration);
        }
        beginMove();
        try {
            scheduler.advance(duration.toNanos());
        } finally {
            endMove();
        }
    }

    /** Runs what is due now, and what that submits without delay. */
    public void runDueTasks() {
        advance(Duration.ZERO);
    }

    /**
     * Moves the wall clock alone, as NTP and suspended machines do; no task becomes due by it.
     *
     * @param duration how far; negative for back
     */
    public synchronized void jumpWallClock(Duration duration) {
        wallClockJumps = wallClockJumps.plus(duration);
    }

    /** {@return how many tasks wait to run; a periodic one counts once} */
    public int pendingTasks() {
        return scheduler.pending();
    }

    /** {@return how long until the next task is due, zero for one that is due now; null when none waits} */
    public @Nullable Duration untilNextTask() {
        return scheduler.untilNext();
    }

    private synchronized void beginMove() {
        if (mover != null) {
            throw new IllegalStateException("time is being moved by " + mover.getName() + " already");
        }
        mover = Thread.currentThread();
    }

    private synchronized void endMove() {
        mover = null;
    }
}
