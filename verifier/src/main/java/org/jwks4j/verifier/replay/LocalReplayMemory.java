package org.jwks4j.verifier.replay;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Uses of one process, each until its end. The lock is held for a few steps in memory, never longer. */
final class LocalReplayMemory implements ReplayMemory {
    private final int maxEntries;
    private final int maxEntriesOfOwner;

    // all below only with the lock on this
    private final Map<String, Set<String>> idsByOwner = new HashMap<>();
    private final PriorityQueue<SingleUse> byEnd = new PriorityQueue<>(Comparator.comparing(SingleUse::until));
    private Instant forgottenBefore = Instant.MIN;

    LocalReplayMemory(int maxEntries, int maxEntriesOfOwner) {
        if (maxEntries < 1 || maxEntriesOfOwner < 1) {
            throw new IllegalArgumentException("a replay memory needs places, in all and for each owner");
        }
        this.maxEntries = maxEntries;
        this.maxEntriesOfOwner = maxEntriesOfOwner;
    }

    @Override
    public CompletionStage<Answer> use(SingleUse use) {
        return CompletableFuture.completedFuture(answer(use));
    }

    private synchronized Answer answer(SingleUse use) {
        forgetEnded(use.at());
        if (use.until().isBefore(forgottenBefore)) { // the clock went back: its entry may be gone
            return Answer.REPLAYED;
        }
        Set<String> ids = idsByOwner.getOrDefault(use.owner(), Set.of());
        if (ids.contains(use.id())) {
            return Answer.REPLAYED;
        }
        if (byEnd.size() >= maxEntries || ids.size() >= maxEntriesOfOwner) {
            return Answer.FULL;
        }
        idsByOwner.computeIfAbsent(use.owner(), owner -> new HashSet<>()).add(use.id());
        byEnd.add(use);
        return Answer.FIRST;
    }

    private void forgetEnded(Instant now) {
        if (now.isAfter(forgottenBefore)) {
            forgottenBefore = now;
        }
        for (SingleUse first = byEnd.peek(); first != null && first.until().isBefore(now); first = byEnd.peek()) {
            byEnd.remove();
            forget(first);
        }
    }

    private void forget(SingleUse use) {
        Set<String> ids = idsByOwner.getOrDefault(use.owner(), Set.of());
        ids.remove(use.id());
        if (ids.isEmpty()) {
            idsByOwner.remove(use.owner());
        }
    }

    /** How full it is; nothing of the entries. */
    @Override
    public synchronized String toString() {
        return "ReplayMemory[" + byEnd.size() + " of " + maxEntries + " entries, " + maxEntriesOfOwner
                + " for each owner]";
    }
}
