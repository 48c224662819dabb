package org.jwks4j.verifier.signature;

import java.security.Signature;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Signature objects between two uses: native ones are expensive to make. At most two per core, for all threads together: one per
 * thread would be one per virtual thread. Whoever takes one has it alone.
 */
final class IdleSignatures {
    private final AtomicReferenceArray<@Nullable Signature> idle = new AtomicReferenceArray<>(
            2 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

    /** Null when there is none. */
    @Nullable
    Signature take() {
        int first = first();
        for (int i = 0; i < idle.length(); i++) {
            int at = (first + i) % idle.length();
            if (idle.getPlain(at) != null) {
                Signature taken = idle.getAndSet(at, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return null;
    }

    /** Drops it if there are enough. */
    void putBack(Signature signature) {
        int first = first();
        for (int i = 0; i < idle.length(); i++) {
            int at = (first + i) % idle.length();
            if (idle.getPlain(at) == null && idle.compareAndSet(at, null, signature)) {
                return;
            }
        }
    }

    /** Threads begin at different places, so that few meet. */
    private int first() {
        return (int) (Thread.currentThread().getId() % idle.length());
    }
}
