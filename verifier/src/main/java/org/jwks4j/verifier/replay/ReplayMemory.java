package org.jwks4j.verifier.replay;

import java.util.concurrent.CompletionStage;
import org.jwks4j.KeyFetcher;

/**
 * Remembers what may be used once: the {@code jti} of a DPoP proof (RFC 9449 §11.1), or of a token. {@link #local} is for one
 * process, {@link #shared} for a fleet whose nodes share a store. Others can be brought.
 *
 * <p>What an implementation must keep to: of equal uses at the same time, one is the first. An entry is not forgotten before its
 * {@link SingleUse#until}, however many others come: a full memory answers {@link Answer#FULL}. It does not block, and it
 * completes within a time of its own. If it throws or fails, the request is answered 503. Thread-safe.
 */
@FunctionalInterface
public interface ReplayMemory {
    /** What the memory says of one use. */
    enum Answer {
        /** It was not used before, and is remembered now. */
        FIRST,
        /** It was used before, or it is so old that no one can tell. */
        REPLAYED,
        /** There is no place, in all or for its owner; nothing was forgotten for it. */
        FULL
    }

    /**
     * Remembers a use.
     *
     * @param use what is used now
     * @return whether it is the first use
     */
    CompletionStage<Answer> use(SingleUse use);

    /**
     * A memory for this process. An entry takes about 300 bytes until it ends; it is removed by the next use.
     *
     * @param maxEntries how many uses are remembered at once, above zero
     * @param maxEntriesOfOwner how many of them for one key or issuer, above zero: so no one can fill the memory alone
     * @return an empty memory
     */
    static ReplayMemory local(int maxEntries, int maxEntriesOfOwner) {
        return new LocalReplayMemory(maxEntries, maxEntriesOfOwner);
    }

    /**
     * A memory for all nodes whose fetchers have the same {@code sharedStore(...)}. The quotas are those of this node, which asks the store
     * about what it has not seen itself. If the store does not answer within its timeout, the request is answered 503, and what it used
     * counts as used. The store must keep each use until its end: Redis with {@code maxmemory-policy noeviction}. An entry there takes
     * about 150 bytes, for five minutes longer than {@link SingleUse#until}: so much may the clocks of nodes differ.
     *
     * @param fetcher whose store it is
     * @param maxEntries how many uses this node remembers at once, above zero
     * @param maxEntriesOfOwner how many of them for one key or issuer, above zero
     * @return a memory that completes on the fetcher's executor, and fails once the fetcher is closed
     * @throws IllegalStateException if the fetcher has no shared store, or one that does not keep leases, such as a directory
     */
    static ReplayMemory shared(KeyFetcher fetcher, int maxEntries, int maxEntriesOfOwner) {
        return new SharedReplayMemory(fetcher.sharedUses(), local(maxEntries, maxEntriesOfOwner));
    }
}
