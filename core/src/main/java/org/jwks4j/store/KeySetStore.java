package org.jwks4j.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Bytes under names, and leases, in a place that several processes reach. A store believes nothing and decides nothing: what is in
 * an entry, and whether it is believed, is the fetcher's business. So a store that loses, repeats or changes entries costs
 * requests, and nothing else.
 *
 * <p>Thread-safe. No method blocks or throws; what fails, fails through the future. Names have 1 to 64 characters of
 * {@code [0-9a-f-]}.
 */
public interface KeySetStore extends AutoCloseable {
    /**
     * Reads an entry.
     *
     * @param name the entry
     * @param maxBytes how much of it is wanted, counted from its start
     * @return its first bytes, never more than that; empty if there is no such entry
     */
    CompletableFuture<Optional<byte[]>> read(String name, int maxBytes);

    /**
     * What the store's clock says, so that nodes with different clocks agree on what is newer. It is asked for together with a read and
     * should cost no round trip of its own. By default there is no clock, and each node goes by its own.
     *
     * @param name of an entry: if a store has several servers, the time is that of the server with this entry
     * @return empty if there is no clock
     */
    default CompletableFuture<Optional<Instant>> now(String name) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /**
     * Writes an entry, or replaces the whole of it: no reader sees a part of one.
     *
     * @param name the entry
     * @param value its bytes
     * @param timeToLive after which the store may drop it
     * @return completes once other processes can read it
     */
    CompletableFuture<Void> write(String name, byte[] value, Duration timeToLive);

    /**
     * Takes a lease that no one holds.
     *
     * @param name the lease; entries have other names
     * @param owner who takes it
     * @param atMost after which it ends by itself
     * @return whether it was taken; false if someone holds it, the same owner included
     */
    CompletableFuture<Boolean> lease(String name, String owner, Duration atMost);

    /**
     * Ends a lease.
     *
     * @param name the lease
     * @param owner who took it; if another one holds it by now, nothing happens
     * @return completes when that is done
     */
    CompletableFuture<Void> release(String name, String owner);

    /**
     * Tells of entries that were written, by whichever process. A hint is no proof: it may come late, twice, for nothing, or not at all,
     * and then the entry is read later. By default there are none.
     *
     * @param hint is given the name of an entry, on a thread of the store which it must not hold up
     * @return ends it
     */
    default Runnable onChange(Consumer<String> hint) {
        return () -> {};
    }

    /**
     * Whether entries must be sealed with a secret, since others than the fetchers may write to this store.
     *
     * @return true unless the store is protected by other means, such as the permissions of a directory
     */
    default boolean needsSecrets() {
        return true;
    }

    /**
     * Whether a lease that no one releases is kept until its end, however many there are, so that what may be used once can be marked here
     * ({@link org.jwks4j.KeyFetcher#sharedUses}).
     *
     * @return false by default
     */
    default boolean keepsLeases() {
        return false;
    }

    /** Ends connections and threads of this store. Does nothing by default. */
    @Override
    default void close() {}
}
