package org.jwks4j.verifier.idle;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Objects between two uses, of a kind that is expensive to make. At most two per core, for all threads together: one per thread would be
 * one per virtual thread. No two threads have the same one at a time. Thread-safe.
 */
public final class Idle<T> {
    private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(
            2 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

    /** Null when there is none. */
    public @Nullable T take() {
        int first = first();
        for (int i = 0; i < idle.length(); i++) {
            int at = (first + i) & (idle.length() - 1);
            if (idle.getPlain(at) != null) {
                T taken = idle.getAndSet(at, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return null;
    }

    /** Drops it if there are enough. */
    public void putBack(T object) {
        int first = first();
        for (int i = 0; i < idle.length(); i++) {
            int at = (first + i) & (idle.length() - 1);
            if (idle.getPlain(at) == null && idle.compareAndSet(at, null, object)) {
                return;
            }
        }
    }

    /** Threads begin at different places, so that few meet. The length is a power of two. */
    private int first() {
        return (int) Thread.currentThread().getId() & (idle.length() - 1);
    }
}
