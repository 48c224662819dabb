package org.jwks4j.events;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.jwks4j.heap.HeapSize;

/**
 * What the log remembers of issuers, by their names. A stranger may invent names, of any length, so notes are bounded by what
 * they hold in the heap: 1 MiB for each kind of note. If a note is lost, a line is written once more than it needed to be.
 * Thread-safe.
 *
 * @param <V> what is noted; small
 */
public final class IssuerNotes<V> {
    private static final int MAX_BYTES = 1 << 20;

    /** Made with the first note: where all goes well there is none. */
    private final AtomicReference<@Nullable Map<String, V>> notes = new AtomicReference<>();

    /** Without a note. */
    public IssuerNotes() {}

    /**
     * Notes something, if nothing was noted under this name.
     *
     * @param name an issuer's name, or one that begins with it
     * @param note what to remember
     * @return what was noted before; null if nothing was
     */
    public @Nullable V putIfAbsent(String name, V note) {
        return map().putIfAbsent(name, note);
    }

    /**
     * Replaces a note.
     *
     * @param name the name that it stands under
     * @param change what becomes of it
     * @return the new note; null if there was none
     */
    public @Nullable V computeIfPresent(String name, BiFunction<String, V, V> change) {
        Map<String, V> known = notes.get();
        return known == null ? null : known.computeIfPresent(name, change);
    }

    /**
     * Forgets a note.
     *
     * @param name the name that it stands under
     * @return what was noted; null if nothing was
     */
    public @Nullable V remove(String name) {
        Map<String, V> known = notes.get();
        return known == null ? null : known.remove(name);
    }

    /** All notes; not to be changed. */
    Map<String, V> map() {
        Map<String, V> known = notes.get();
        if (known != null) {
            return known;
        }
        Map<String, V> made = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((String name, V note) -> (int) HeapSize.ofName(name))
                .executor(Runnable::run)
                .<String, V>build()
                .asMap();
        return notes.compareAndSet(null, made) ? made : requireNonNull(notes.get());
    }
}
