package org.jwks4j.events;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jwks4j.events.ListenerLane.EventsDropped;
import org.jwks4j.events.ListenerLane.Receiver;

/** Numbers the events of a fetcher and has its listeners told, each in a lane of its own. The first one is the log. */
public final class Listeners<E> {
    private final List<ListenerLane<E>> lanes;
    private final EventsDropped<E> eventsDropped;
    private final Executor executor;
    private long number;

    /**
     * Makes lanes.
     *
     * @param eventsDropped makes the event that says how many were dropped
     * @param executor where listeners are told, one task at a time for each
     * @param ticker monotonic nanoseconds
     */
    public Listeners(
            List<Receiver<E>> receivers, EventsDropped<E> eventsDropped, Executor executor, LongSupplier ticker) {
        this.eventsDropped = eventsDropped;
        this.lanes = receivers.stream()
                .map(receiver -> new ListenerLane<>(receiver, eventsDropped, ticker))
                .toList();
        this.executor = executor;
    }

    /**
     * Tells what happened. Never waits.
     *
     * @param event made with its number
     */
    public void tell(LongFunction<E> event) {
        add(event);
        for (ListenerLane<E> lane : lanes) {
            if (lane.schedule()) {
                start(lane);
            }
        }
    }

    /** Under a lock, and a short one, so that every lane has the events in the order of their numbers. */
    private synchronized void add(LongFunction<E> event) {
        E numbered = event.apply(++number);
        List<ListenerLane<E>> behind = new ArrayList<>(0);
        for (ListenerLane<E> lane : lanes) {
            if (lane.add(number, numbered)) {
                behind.add(lane);
            }
        }
        for (ListenerLane<E> lane : behind) {
            lanes.get(0).add(number, eventsDropped.of(number, lane.listenerName(), 1));
        }
    }

    private void start(ListenerLane<E> lane) {
        try {
            executor.execute(lane::tell);
        } catch (Throwable e) { // also an Error: shut down, or out of threads; a fetch must still land
            lane.unscheduled();
        }
    }

    public void close() {
        lanes.forEach(ListenerLane::close);
    }
}
