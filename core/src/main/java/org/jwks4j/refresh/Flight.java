package org.jwks4j.refresh;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;

/**
 * One fetch under way, shared by all who wait for it. It lands when its outcome is part of the state; then each who waits is
 * told in a task of its own, so that none delays another. A list of its own rather than the dependents of a future: those
 * recurse, a thousand deep, on an executor that runs its tasks at once.
 */
public final class Flight {
    private final long startedAt;
    private final Purpose purpose;
    private final boolean outOfTurn;
    private final AtomicReference<@Nullable Node> waiting = new AtomicReference<>();

    private Flight(long startedAt, Purpose purpose, boolean outOfTurn) {
        this.startedAt = startedAt;
        this.purpose = purpose;
        this.outOfTurn = outOfTurn;
    }

    public static Flight at(long startedAt) {
        return new Flight(startedAt, Purpose.UPKEEP, false);
    }

    /** The same for a name that is not in the value: a sign that the value may have moved. */
    Flight forUnknownName() {
        return new Flight(startedAt, Purpose.UNKNOWN_NAME, false);
    }

    /** The same for an unknown name, although the source is held back by failures. */
    Flight outOfTurn() {
        return new Flight(startedAt, Purpose.UNKNOWN_NAME, true);
    }

    /** The same for a caller that needs the newest value. */
    Flight forNewest() {
        return new Flight(startedAt, Purpose.NEWEST, false);
    }

    boolean isOutOfTurn() {
        return outOfTurn;
    }

    public long startedAt() {
        return startedAt;
    }

    public boolean isForUnknownName() {
        return purpose == Purpose.UNKNOWN_NAME;
    }

    /** Whether an answer out of a cache on the way is too old for its purpose. */
    public boolean wantsNewest() {
        return purpose != Purpose.UPKEEP;
    }

    /** Tells the waiter how the flight ended, null if it succeeded; at once if it has landed already. */
    void whenLanded(Environment environment, Consumer<@Nullable Miss> waiter) {
        while (true) {
            Node first = waiting.get();
            if (first instanceof Landed landed) {
                tell(environment, waiter, landed.miss);
                return;
            }
            if (waiting.compareAndSet(first, new Waiter(waiter, first))) {
                return;
            }
        }
    }

    /** Ends the flight; only the first call counts. */
    void land(Environment environment, @Nullable Miss miss) {
        Node first;
        do {
            first = waiting.get();
            if (first instanceof Landed) {
                return;
            }
        } while (!waiting.compareAndSet(first, new Landed(miss)));
        for (Consumer<@Nullable Miss> waiter : inOrderOfArrival(first)) {
            tell(environment, waiter, miss);
        }
    }

    private static Deque<Consumer<@Nullable Miss>> inOrderOfArrival(@Nullable Node last) {
        Deque<Consumer<@Nullable Miss>> waiters = new ArrayDeque<>();
        Node node = last;
        while (node instanceof Waiter waiter) {
            waiters.addFirst(waiter.task);
            node = waiter.before;
        }
        return waiters;
    }

    private static void tell(Environment environment, Consumer<@Nullable Miss> waiter, @Nullable Miss miss) {
        environment.handOver(() -> waiter.accept(miss));
    }

    /** What a fetch is for. */
    private enum Purpose {
        UPKEEP,
        NEWEST,
        UNKNOWN_NAME
    }

    private sealed interface Node {}

    private record Waiter(
            Consumer<@Nullable Miss> task, @Nullable Node before) implements Node {}

    private record Landed(@Nullable Miss miss) implements Node {}
}
