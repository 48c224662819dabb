package org.jwks4j.transport.httpclient5;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Places for look-ups that block: a bounded number at once, fewer for one domain, and domains take turns. A look-up cannot be
 * interrupted, so one that hangs keeps its place; the others of its domain wait behind it, and no one else does while there is
 * another place.
 */
final class Places {
    static final int WAITING = 1024;
    static final int WAITING_OF_ONE_DOMAIN = 64;

    private final Executor threads;
    private final int atOnce;
    private final int perDomain;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> next = new ArrayDeque<>();
    private int running;
    private int waiting;

    Places(Executor threads, int atOnce, int perDomain) {
        this.threads = threads;
        this.atOnce = atOnce;
        this.perDomain = perDomain;
    }

    /**
     * Takes a look-up, to be run when it is its turn.
     *
     * @param isOver whether no one waits for it any more: then it may be dropped
     * @return false when too many wait already
     */
    synchronized boolean take(String domain, Runnable lookup, BooleanSupplier isOver) {
        if (waiting >= WAITING) {
            lanes.values().forEach(this::dropOver);
            lanes.values().removeIf(Lane::isIdle);
        }
        Lane lane = lanes.computeIfAbsent(domain, Lane::new);
        if (lane.waiting.size() >= WAITING_OF_ONE_DOMAIN) {
            dropOver(lane);
        }
        if (waiting >= WAITING || lane.waiting.size() >= WAITING_OF_ONE_DOMAIN) {
            forgetIfIdle(lane);
            return false;
        }
        lane.waiting.add(new Waiting(lookup, isOver));
        waiting++;
        line(lane);
        begin();
        return true;
    }

    private void dropOver(Lane lane) {
        int before = lane.waiting.size();
        lane.waiting.removeIf(look -> look.isOver.getAsBoolean());
        waiting -= before - lane.waiting.size();
    }

    private void line(Lane lane) {
        if (!lane.inLine && !lane.waiting.isEmpty() && lane.running < perDomain) {
            lane.inLine = true;
            next.add(lane);
        }
    }

    private void begin() {
        while (running < atOnce && !next.isEmpty()) {
            Lane lane = next.remove();
            lane.inLine = false;
            Waiting look = lane.waiting.poll();
            if (look != null) { // else all of them were over
                waiting--;
                lane.running++;
                running++;
                start(lane, look);
                line(lane);
            }
            forgetIfIdle(lane);
        }
    }

    private void start(Lane lane, Waiting look) {
        try {
            threads.execute(() -> {
                try {
                    look.lookup.run();
                } finally {
                    ended(lane);
                }
            });
        } catch (RejectedExecutionException e) { // closed: all that wait were told already
            lane.running--;
            running--;
        }
    }

    private synchronized void ended(Lane lane) {
        lane.running--;
        running--;
        line(lane);
        forgetIfIdle(lane);
        begin();
    }

    private void forgetIfIdle(Lane lane) {
        if (lane.isIdle()) {
            lanes.remove(lane.domain);
        }
    }

    private record Waiting(Runnable lookup, BooleanSupplier isOver) {}

    /** The look-ups of one domain. */
    private static final class Lane {
        private final String domain;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private int running;
        private boolean inLine;

        private Lane(String domain) {
            this.domain = domain;
        }

        private boolean isIdle() {
            return running == 0 && waiting.isEmpty() && !inLine;
        }
    }
}
