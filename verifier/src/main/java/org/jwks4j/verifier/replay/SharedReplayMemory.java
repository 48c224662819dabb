package org.jwks4j.verifier.replay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Uses of all nodes on one store. Those of this node are remembered here too, and its quotas bound how many reach the store. */
final class SharedReplayMemory implements ReplayMemory {
    /** A node whose clock is that much behind accepts so much longer. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final BiFunction<String, Duration, CompletableFuture<Boolean>> uses;
    private final ReplayMemory local;

    /** @param uses marks an ID as used for a while; true if no node has done so before */
    SharedReplayMemory(BiFunction<String, Duration, CompletableFuture<Boolean>> uses, ReplayMemory local) {
        this.uses = uses;
        this.local = local;
    }

    @Override
    public CompletionStage<Answer> use(SingleUse use) {
        return local.use(use)
                .thenCompose(here -> here == Answer.FIRST ? everywhere(use) : CompletableFuture.completedFuture(here));
    }

    private CompletableFuture<Answer> everywhere(SingleUse use) {
        Duration keptFor = Duration.between(use.at(), use.until()).plus(CLOCKS_DIFFER);
        return uses.apply(nameOf(use), keptFor).thenApply(isFirst -> isFirst ? Answer.FIRST : Answer.REPLAYED);
    }

    /** Of no two uses the same: what stands in owner and ID is chosen by others. */
    private static String nameOf(SingleUse use) {
        return use.owner().length() + " " + use.owner() + " " + use.id();
    }

    @Override
    public String toString() {
        return "shared " + local;
    }
}
