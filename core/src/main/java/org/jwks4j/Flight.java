package org.jwks4j;

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
final class Flight {
    private final long startedAt;
    private final boolean forUnknownKey;
    private final AtomicReference<@Nullable Node> waiting = new AtomicReference<>();

    private Flight(long startedAt, boolean forUnknownKey) {
        this.startedAt = startedAt;
        this.forUnknownKey = forUnknownKey;
    }

    static Flight at(long startedAt) {
        return new Flight(startedAt, false);
    }

    /** The same for somebody whose key is not in the set: a sign that the set may be elsewhere by now. */
    Flight forUnknownKey() {
        return new Flight(startedAt, true);
    }

    long startedAt() {
        return startedAt;
    }

    boolean isForUnknownKey() {
        return forUnknownKey;
    }

    /** Tells the waiter how the flight ended, null where it succeeded; at once where it has landed already. */
    void whenLanded(Environment environment, Consumer<@Nullable KeysUnavailableException> waiter) {
        while (true) {
            Node first = waiting.get();
            if (first instanceof Landed landed) {
                tell(environment, waiter, landed.failure);
                return;
            }
            if (waiting.compareAndSet(first, new Waiter(waiter, first))) {
                return;
            }
        }
    }

    /** Ends the flight; only the first call counts. */
    void land(Environment environment, @Nullable KeysUnavailableException failure) {
        Node first;
        do {
            first = waiting.get();
            if (first instanceof Landed) {
                return;
            }
        } while (!waiting.compareAndSet(first, new Landed(failure)));
        for (Consumer<@Nullable KeysUnavailableException> waiter : inOrderOfArrival(first)) {
            tell(environment, waiter, failure);
        }
    }

    private static Deque<Consumer<@Nullable KeysUnavailableException>> inOrderOfArrival(@Nullable Node last) {
        Deque<Consumer<@Nullable KeysUnavailableException>> waiters = new ArrayDeque<>();
        Node node = last;
        while (node instanceof Waiter waiter) {
            waiters.addFirst(waiter.task);
            node = waiter.before;
        }
        return waiters;
    }

    private static void tell(
            Environment environment,
            Consumer<@Nullable KeysUnavailableException> waiter,
            @Nullable KeysUnavailableException failure) {
        environment.handOver(() -> waiter.accept(failure));
    }

    private sealed interface Node {}

    private record Waiter(
            Consumer<@Nullable KeysUnavailableException> task,
            @Nullable Node before) implements Node {}

    private record Landed(@Nullable KeysUnavailableException failure) implements Node {}
}
