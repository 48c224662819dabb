package org.jwks4j.soak;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What each host was asked. */
final class Requests {
    static final String STRANGERS = "all strangers";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    /** Strangers are too many to be counted one by one. */
    void sent(String host) {
        String counted = host.startsWith("s-") ? STRANGERS : host;
        counts.computeIfAbsent(counted, absent -> new LongAdder()).increment();
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    }

    void ended() {
        underWay.decrementAndGet();
    }

    long to(String host) {
        LongAdder count = counts.get(host);
        return count == null ? 0 : count.sum();
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }
}
