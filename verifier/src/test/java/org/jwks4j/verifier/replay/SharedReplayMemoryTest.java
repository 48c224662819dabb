package org.jwks4j.verifier.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.verifier.replay.ReplayMemory.Answer.FIRST;
import static org.jwks4j.verifier.replay.ReplayMemory.Answer.FULL;
import static org.jwks4j.verifier.replay.ReplayMemory.Answer.REPLAYED;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two nodes, each with quotas of its own, and what they marked in their store. */
final class SharedReplayMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Map<String, Duration> store = new LinkedHashMap<>();
    private final ReplayMemory one = node(10, 10);
    private final ReplayMemory other = node(10, 10);

    private ReplayMemory node(int maxEntries, int maxEntriesOfOwner) {
        return new SharedReplayMemory(
                (id, keptFor) -> CompletableFuture.completedFuture(store.putIfAbsent(id, keptFor) == null),
                ReplayMemory.local(maxEntries, maxEntriesOfOwner));
    }

    private static SingleUse use(String owner, String id) {
        return new SingleUse(owner, id, NOW, NOW.plusSeconds(60));
    }

    private static ReplayMemory.Answer answer(ReplayMemory memory, String owner, String id) {
        return memory.use(use(owner, id)).toCompletableFuture().join();
    }

    @Test
    void theSameUseAtAnotherNode_isSeen() {
        assertThat(answer(one, "a", "1")).isEqualTo(FIRST);
        assertThat(answer(other, "a", "1")).isEqualTo(REPLAYED);
        assertThat(answer(other, "b", "1")).isEqualTo(FIRST);
        assertThat(answer(other, "a", "2")).isEqualTo(FIRST);
    }

    /** An attacker who chooses both must not use up what is another's. */
    @Test
    void usesOfOthers_areOthers_howeverOwnerAndIdAreCut() {
        assertThat(answer(one, "a", "1 2")).isEqualTo(FIRST);
        assertThat(answer(other, "a 1", "2")).isEqualTo(FIRST);
    }

    /** For as long as a node whose clock is five minutes behind would accept it. */
    @Test
    void aUse_isKeptUntilItsEnd_andForWhatClocksDiffer() {
        answer(one, "a", "1");
        assertThat(store.values()).containsExactly(Duration.ofMinutes(6));
    }

    @Test
    void whatThisNodeHasSeen_doesNotReachTheStore() {
        answer(one, "a", "1");
        store.clear();
        assertThat(answer(one, "a", "1")).isEqualTo(REPLAYED);
        assertThat(store).isEmpty();
    }

    /** CVE-2026-41707: who floods one node fills neither the store nor the quotas of others. */
    @Test
    void whatIsOverAQuota_doesNotReachTheStore() {
        ReplayMemory small = node(2, 1);
        assertThat(answer(small, "a", "1")).isEqualTo(FIRST);
        assertThat(answer(small, "a", "2")).isEqualTo(FULL);
        assertThat(answer(small, "b", "1")).isEqualTo(FIRST);
        assertThat(answer(small, "c", "1")).isEqualTo(FULL);
        assertThat(store).hasSize(2);
    }

    @Test
    void aStoreThatAnswersLater_isWaitedFor_andOneThatFails_failsTheUse() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        ReplayMemory slow = new SharedReplayMemory((id, keptFor) -> answer, ReplayMemory.local(10, 10));
        CompletableFuture<ReplayMemory.Answer> first = slow.use(use("a", "1")).toCompletableFuture();
        assertThat(first).isNotDone();
        answer.complete(true);
        assertThat(first).isCompletedWithValue(FIRST);

        ReplayMemory down = new SharedReplayMemory(
                (id, keptFor) -> CompletableFuture.failedFuture(new IllegalStateException("down")),
                ReplayMemory.local(10, 10));
        assertThat(down.use(use("a", "1")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(answer(down, "a", "1")).isEqualTo(REPLAYED);
    }
}
