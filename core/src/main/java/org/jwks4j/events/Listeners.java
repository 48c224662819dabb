package org.jwks4j.events;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jwks4j.events.ListenerLane.EventsDropped;
import org.jwks4j.events.ListenerLane.Receiver;

/**
 * Numbers the events of a fetcher or verifier and has its listeners told, each in a lane of its own.
 *
 * @param <E> the kind of event
 */
public final class Listeners<E> {
    private final List<ListenerLane<E>> lanes;
    private final ListenerLane<E> log;
    private final Set<ListenerLane<E>> lanesAndLog;
    private final EventsDropped<E> eventsDropped;
    private final Executor executor;
    private long number;

    /**
     * Makes lanes.
     *
     * @param log told of each listener that is behind; may be one of the receivers
     * @param receivers told of each event
     * @param capacity how many events may wait for each
     * @param eventsDropped makes the event that says how many were dropped
     * @param executor where listeners are told, one task at a time for each
     * @param ticker monotonic nanoseconds
     */
    public Listeners(
            Receiver<E> log,
            List<Receiver<E>> receivers,
            int capacity,
            EventsDropped<E> eventsDropped,
            Executor executor,
            LongSupplier ticker) {
        this.eventsDropped = eventsDropped;
        List<ListenerLane<E>> all = new ArrayList<>(receivers.size());
        for (Receiver<E> receiver : receivers) {
            all.add(new ListenerLane<>(receiver, capacity, eventsDropped, ticker));
        }
        this.lanes = List.copyOf(all);
        int place = placeOf(log, receivers);
        this.log = place < 0 ? new ListenerLane<>(log, capacity, eventsDropped, ticker) : lanes.get(place);
        this.lanesAndLog = new LinkedHashSet<>(lanes);
        lanesAndLog.add(this.log);
        this.executor = executor;
    }

    /** By identity: two receivers are never one. */
    @SuppressWarnings("ReferenceEquality")
    private static <E> int placeOf(Receiver<E> log, List<Receiver<E>> receivers) {
        for (int i = 0; i < receivers.size(); i++) {
            if (receivers.get(i) == log) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Tells what happened. Never waits.
     *
     * @param event made with its number
     */
    public void tell(LongFunction<E> event) {
        add(event);
        lanesAndLog.forEach(this::startIfNeeded);
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
            log.add(number, eventsDropped.of(number, lane.listenerName(), 1));
        }
    }

    private void startIfNeeded(ListenerLane<E> lane) {
        if (!lane.schedule()) {
            return;
        }
        try {
            executor.execute(lane::tell);
        } catch (Throwable e) { // also an Error: shut down, or out of threads; a fetch must still land
            lane.unscheduled();
        }
    }

    /** Tells what waits, and nothing new. */
    public void close() {
        lanesAndLog.forEach(ListenerLane::close);
    }
}
