package org.jwks4j.verifier.replay;

import java.util.concurrent.CompletionStage;

/**
 * Remembers what may be used once: the {@code jti} of a DPoP proof (RFC 9449 §11.1), or of a token. {@link #local} is for one
 * process. A fleet whose nodes share one memory brings its own implementation, in Redis for example {@code SET owner:id 1 NX PX
 * until-at}, with a count for each owner.
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
}
