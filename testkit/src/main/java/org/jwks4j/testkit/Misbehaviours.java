package org.jwks4j.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes wrong next at each endpoint: first what was ordered for a number of requests, then what stays. */
final class Misbehaviours {
    private final Map<Endpoint, Deque<Misbehaviour>> limited = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Misbehaviour> lasting = new EnumMap<>(Endpoint.class);

    synchronized void add(Endpoint endpoint, Misbehaviour misbehaviour, int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("not a number of requests to misbehave for: " + requests);
        }
        Deque<Misbehaviour> queue = limited.computeIfAbsent(endpoint, absent -> new ArrayDeque<>());
        for (int i = 0; i < requests; i++) {
            queue.add(misbehaviour);
        }
    }

    synchronized void set(Endpoint endpoint, Misbehaviour misbehaviour) {
        lasting.put(endpoint, misbehaviour);
    }

    synchronized void clear() {
        limited.clear();
        lasting.clear();
    }

    Answer applyNext(Endpoint endpoint, Answer answer) {
        Misbehaviour next = next(endpoint);
        return next == null ? answer : next.applyTo(answer);
    }

    private synchronized @Nullable Misbehaviour next(Endpoint endpoint) {
        Deque<Misbehaviour> queue = limited.get(endpoint);
        Misbehaviour next = queue == null ? null : queue.poll();
        return next == null ? lasting.get(endpoint) : next;
    }
}
