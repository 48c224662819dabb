package org.jwks4j.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The events that wait for one listener. Adding one never waits: while the listener is behind, events are dropped.
 *
 * @param <E> the kind of event
 */
public final class ListenerLane<E> {
    /** Nanoseconds that a listener may go on with one event after the end. */
    public static final long LONGEST_AFTER_CLOSE = 1_000_000_000L;

    private final Receiver<E> receiver;
    private final int capacity;
    private final EventsDropped<E> eventsDropped;
    private final LongSupplier ticker;
    private final Deque<E> waiting = new ArrayDeque<>();
    private long dropped;
    private long lastDropped;
    private boolean scheduled;
    private boolean closed;
    private @Nullable Thread teller;
    private long tellingSince;

    /**
     * Makes a lane.
     *
     * @param capacity how many events may wait
     * @param eventsDropped makes the event that says how many were dropped
     * @param ticker monotonic nanoseconds
     */
    ListenerLane(Receiver<E> receiver, int capacity, EventsDropped<E> eventsDropped, LongSupplier ticker) {
        this.capacity = capacity;
        this.eventsDropped = eventsDropped;
        this.receiver = receiver;
        this.ticker = ticker;
    }

    String listenerName() {
        return receiver.name();
    }

    /** Answers whether this was the first event in a row that had to be dropped. */
    synchronized boolean add(long number, E event) {
        if (closed) {
            return false;
        }
        boolean behind = dropped > 0 || waiting.size() >= capacity;
        if (behind) {
            dropped++;
            lastDropped = number;
        } else {
            waiting.add(event);
        }
        return behind && dropped == 1;
    }

    /** Answers whether {@link #tell} has to be called, which is then the caller's to see to. */
    synchronized boolean schedule() {
        boolean now = !scheduled && hasMore();
        scheduled |= now;
        return now;
    }

    /** {@link #tell} will not be called: there was no thread. The next event tries again. */
    synchronized void unscheduled() {
        scheduled = false;
    }

    /** Tells all that waits. */
    void tell() {
        for (E event = next(); event != null; event = next()) {
            try {
                receiver.onEvent().accept(event);
            } catch (Throwable e) { // also an Error: the next event is still told
                receiver.log().error("the listener {} threw", listenerName(), e);
            }
        }
    }

    private boolean hasMore() {
        return !waiting.isEmpty() || dropped > 0;
    }

    private synchronized @Nullable E next() {
        if (teller != null && closed) {
            Thread.interrupted(); // by close(); the thread is its pool's again
        }
        E event = waiting.poll();
        if (event == null && dropped > 0) {
            event = eventsDropped.of(lastDropped, listenerName(), dropped);
            dropped = 0;
        }
        scheduled = event != null;
        teller = event == null ? null : Thread.currentThread();
        tellingSince = ticker.getAsLong();
        return event;
    }

    /** Takes no more; what waits is told, but to a listener that is stuck. */
    synchronized void close() {
        closed = true;
        if (teller != null && ticker.getAsLong() - tellingSince > LONGEST_AFTER_CLOSE) {
            waiting.clear();
            dropped = 0;
            teller.interrupt();
        }
    }

    /**
     * A receiver of events.
     *
     * @param <E> the kind of event
     * @param name for messages
     * @param log where it is said that {@code onEvent} threw
     * @param onEvent may throw and may block
     */
    public record Receiver<E>(String name, Logger log, Consumer<E> onEvent) {}

    /**
     * Makes the event that a receiver is told in place of those that were dropped.
     *
     * @param <E> the kind of event
     */
    public interface EventsDropped<E> {
        /**
         * Makes it.
         *
         * @param number of the last that was dropped
         * @param receiver by its name
         * @param count how many
         * @return the event
         */
        E of(long number, String receiver, long count);
    }
}
