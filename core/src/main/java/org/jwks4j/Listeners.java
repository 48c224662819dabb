package org.jwks4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** Numbers the events of a fetcher and has its listeners told, each in a lane of its own. The first one is the log. */
final class Listeners {
    private final List<ListenerLane> lanes;
    private final Executor executor;
    private long number;

    /**
     * Makes lanes.
     *
     * @param executor where listeners are told, one task at a time for each
     * @param ticker monotonic nanoseconds
     */
    Listeners(List<KeyFetcherListener> listeners, Executor executor, LongSupplier ticker) {
        this.lanes = listeners.stream()
                .map(listener -> new ListenerLane(listener, ticker))
                .toList();
        this.executor = executor;
    }

    /**
     * Tells what happened. Waits for nobody.
     *
     * @param event made with its number
     */
    void tell(LongFunction<KeyFetcherEvent> event) {
        add(event);
        for (ListenerLane lane : lanes) {
            if (lane.schedule()) {
                start(lane);
            }
        }
    }

    /** Under a lock, and a short one, so that every lane has the events in the order of their numbers. */
    private synchronized void add(LongFunction<KeyFetcherEvent> event) {
        KeyFetcherEvent numbered = event.apply(++number);
        List<ListenerLane> behind = new ArrayList<>(0);
        for (ListenerLane lane : lanes) {
            if (lane.add(numbered)) {
                behind.add(lane);
            }
        }
        for (ListenerLane lane : behind) {
            lanes.get(0).add(new KeyFetcherEvent.EventsDropped(number, lane.listenerName(), 1));
        }
    }

    private void start(ListenerLane lane) {
        try {
            executor.execute(lane::tell);
        } catch (Throwable e) { // also an Error: shut down, or out of threads; a fetch must land all the same
            lane.unscheduled();
        }
    }

    void close() {
        lanes.forEach(ListenerLane::close);
    }
}
