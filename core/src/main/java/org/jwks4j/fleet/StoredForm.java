package org.jwks4j.fleet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.refresh.Fetched;

/** How a value is written into a store and read from it. */
public interface StoredForm<V> {
    /** The issuer, for messages. */
    String issuer();

    /**
     * What is stored, of which issuer, and the settings that decide where it comes from: nodes share an entry only if they agree in all
     * of these.
     */
    List<String> place();

    /** Where a value was fetched; empty if it was no single place. */
    String uri(V value);

    /**
     * Writes a value.
     *
     * @param askedAt when its source was asked for it, by the wall clock
     */
    byte[] write(V value, Instant askedAt);

    /**
     * Reads what {@link #write} wrote, and checks it as if it was fetched.
     *
     * @param uri where it was fetched, which this node must be allowed to ask too
     * @param known what there is
     * @param requestedAt when it was asked for, by this node's clock
     * @throws RuntimeException if it is not what it must be
     */
    Fetched<V> read(byte[] body, String uri, @Nullable V known, long requestedAt);
}
