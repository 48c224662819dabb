package org.jwks4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events that wait for one listener. Adding one never waits: while the listener is behind, events are dropped. */
final class ListenerLane {
    static final int CAPACITY = 1024;
    static final long LONGEST_AFTER_CLOSE = 1_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.KeyFetcher");

    private final KeyFetcherListener listener;
    private final LongSupplier ticker;
    private final Deque<KeyFetcherEvent> waiting = new ArrayDeque<>();
    private long dropped;
    private long lastDropped;
    private boolean scheduled;
    private boolean closed;
    private @Nullable Thread teller;
    private long tellingSince;

    /**
     * Makes a lane.
     *
     * @param ticker monotonic nanoseconds
     */
    ListenerLane(KeyFetcherListener listener, LongSupplier ticker) {
        this.listener = listener;
        this.ticker = ticker;
    }

    String listenerName() {
        return listener.getClass().getName();
    }

    /** Answers whether this was the first event in a row that had to be dropped. */
    synchronized boolean add(KeyFetcherEvent event) {
        if (closed) {
            return false;
        }
        boolean behind = dropped > 0 || waiting.size() >= CAPACITY;
        if (behind) {
            dropped++;
            lastDropped = event.number();
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

    /** Nobody will call {@link #tell}: no thread could be had. The next event tries again. */
    synchronized void unscheduled() {
        scheduled = false;
    }

    /** Tells all that waits. */
    void tell() {
        for (KeyFetcherEvent event = next(); event != null; event = next()) {
            try {
                listener.onEvent(event);
            } catch (Throwable e) { // also an Error: the next event is told all the same
                LOG.error("the listener {} threw", listenerName(), e);
            }
        }
    }

    private boolean hasMore() {
        return !waiting.isEmpty() || dropped > 0;
    }

    private synchronized @Nullable KeyFetcherEvent next() {
        if (teller != null && closed) {
            Thread.interrupted(); // by close(); the thread is its pool's again
        }
        KeyFetcherEvent event = waiting.poll();
        if (event == null && dropped > 0) {
            event = new KeyFetcherEvent.EventsDropped(lastDropped, listenerName(), dropped);
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
}
