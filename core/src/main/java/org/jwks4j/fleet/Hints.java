package org.jwks4j.fleet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jwks4j.store.KeySetStore;

/** Passes on what a store tells of written entries, to those who wait for that entry. */
final class Hints {
    private final KeySetStore store;
    private final Map<String, Runnable> heard = new ConcurrentHashMap<>();
    private volatile Runnable end = () -> {};

    Hints(KeySetStore store) {
        this.store = store;
    }

    void begin() {
        try {
            end = store.onChange(this::tell);
        } catch (RuntimeException e) { // the store breaks its contract; what reads at times finds changes without hints
        }
    }

    /** @param hint run on a thread of the store, so it must not block */
    void add(String name, Runnable hint) {
        heard.put(name, hint);
    }

    void remove(String name) {
        heard.remove(name);
    }

    private void tell(String name) {
        Runnable hint = heard.get(name);
        if (hint != null) {
            hint.run();
        }
    }

    void close() {
        end.run();
        heard.clear();
    }
}
