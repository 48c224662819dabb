package org.jwks4j.simulation.world;

import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * One queue of all that will happen. Tasks of different instants run in the order of time; those of one instant in an order
 * that is drawn, since real threads promise none. No time passes while a task runs, so quiet hours cost nothing.
 */
public final class VirtualTime {
    private static final int MAX_TASKS_OF_AN_INSTANT = 100_000;

    private final PriorityQueue<Timer> queue = new PriorityQueue<>();
    private final RandomGenerator ties;
    private final TieOrder order;
    private AdvanceListener onAdvance = (from, to) -> {};
    private long now;
    private long submitted;
    private long executed;
    private int executedNow;

    /**
     * A queue at time zero.
     *
     * @param order how tasks of one instant are ordered
     * @param ties draws the order, where it is drawn
     */
    public VirtualTime(TieOrder order, RandomGenerator ties) {
        this.order = order;
        this.ties = ties;
    }

    /** Hears that all tasks of an instant are done. */
    public void onAdvance(AdvanceListener listener) {
        onAdvance = listener;
    }

    /** Nanoseconds since the beginning. */
    public long now() {
        return now;
    }

    /** How many tasks have run. */
    public long executed() {
        return executed;
    }

    /** Whether more tasks have run in this instant than can be: they make each other, and time stands still. */
    public boolean isStuck() {
        return executedNow > MAX_TASKS_OF_AN_INSTANT;
    }

    /** Runs a task at a time, or at once if that is past. */
    public Timer at(long time, Runnable task) {
        long number = submitted++;
        long tie = switch (order) {
            case FIRST_COME -> 0;
            case LAST_COME -> -number;
            case DRAWN -> ties.nextInt();
        };
        Timer timer = new Timer(this, Math.max(now, time), tie, number, task);
        queue.add(timer);
        return timer;
    }

    /** Runs a task after a while. */
    public Timer in(long nanos, Runnable task) {
        return at(now + nanos, task);
    }

    /** Runs tasks in this instant, but never within the call. */
    public Executor executor() {
        return task -> at(now, task);
    }

    /**
     * Runs all tasks up to a time, unless stopped before.
     *
     * @param stop asked before each task
     */
    public void runUntil(long end, BooleanSupplier stop) {
        while (!stop.getAsBoolean() && !isStuck()) {
            Timer next = queue.peek();
            if (next != null && next.isCancelled()) {
                queue.poll();
            } else if (next != null && next.time() == now) {
                queue.poll();
                executed++;
                executedNow++;
                next.run();
            } else {
                long to = next == null ? end : Math.min(end, next.time());
                onAdvance.advances(now, to);
                now = to;
                executedNow = 0;
                if (next == null || next.time() > end) {
                    return;
                }
            }
        }
    }

    /** How tasks of one instant are ordered. */
    public enum TieOrder {
        /** As an executor with one thread. */
        FIRST_COME,
        /** The newest first. */
        LAST_COME,
        /** By chance. */
        DRAWN
    }

    /** Hears that time moves. */
    @FunctionalInterface
    public interface AdvanceListener {
        /** All tasks of {@code from} are done, and none is due before {@code to}. */
        void advances(long from, long to);
    }
}
