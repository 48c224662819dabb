package org.jwks4j.events;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import org.jwks4j.heap.HeapSize;

/**
 * What the log remembers of issuers, by their names. A stranger may invent names, of any length, so notes are bounded by what
 * they hold in the heap: 1 MiB for each kind of note. If a note is lost, a line is written once more than it needed to be.
 */
public final class IssuerNotes {
    private static final int MAX_BYTES = 1 << 20;

    private IssuerNotes() {}

    /**
     * Makes an empty map of notes; threads may share it.
     *
     * @param <V> what is noted; small
     */
    public static <V> Map<String, V> map() {
        return Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((String name, V note) -> (int) HeapSize.ofName(name))
                .executor(Runnable::run)
                .<String, V>build()
                .asMap();
    }
}
