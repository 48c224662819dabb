package org.jwks4j.verifier.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jwks4j.verifier.replay.ReplayMemory.Answer.FIRST;
import static org.jwks4j.verifier.replay.ReplayMemory.Answer.FULL;
import static org.jwks4j.verifier.replay.ReplayMemory.Answer.REPLAYED;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is used twice is seen; what is not over is never forgotten. */
final class LocalReplayMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static ReplayMemory.Answer use(ReplayMemory memory, String owner, String id, long at, long until) {
        return memory.use(new SingleUse(owner, id, NOW.plusSeconds(at), NOW.plusSeconds(until)))
                .toCompletableFuture()
                .join();
    }

    @Test
    void secondUse_isSeen_untilItsEnd() {
        ReplayMemory memory = ReplayMemory.local(10, 10);

        assertThat(use(memory, "a", "1", 0, 60)).isEqualTo(FIRST);
        assertThat(use(memory, "a", "1", 1, 60)).isEqualTo(REPLAYED);
        assertThat(use(memory, "a", "1", 60, 60)).isEqualTo(REPLAYED);
        assertThat(use(memory, "a", "1", 61, 121)).isEqualTo(FIRST);
    }

    @Test
    void sameIdOfAnotherOwner_isAnother() {
        ReplayMemory memory = ReplayMemory.local(10, 10);

        assertThat(use(memory, "a", "1", 0, 60)).isEqualTo(FIRST);
        assertThat(use(memory, "b", "1", 0, 60)).isEqualTo(FIRST);
    }

    @Test
    void fullMemory_refuses_andForgetsNothing() {
        ReplayMemory memory = ReplayMemory.local(2, 2);
        use(memory, "a", "1", 0, 60);
        use(memory, "b", "1", 0, 90);

        assertThat(use(memory, "c", "1", 0, 60)).isEqualTo(FULL);
        assertThat(use(memory, "c", "1", 60, 120)).isEqualTo(FULL);
        assertThat(use(memory, "a", "1", 60, 60)).isEqualTo(REPLAYED);
        assertThat(use(memory, "c", "1", 61, 121)).isEqualTo(FIRST);
        assertThat(use(memory, "b", "1", 61, 90)).isEqualTo(REPLAYED);
    }

    @Test
    void ownerBeyondItsQuota_isRefused_andTheOthersAreNot() {
        ReplayMemory memory = ReplayMemory.local(10, 2);
        use(memory, "a", "1", 0, 60);
        use(memory, "a", "2", 0, 60);

        assertThat(use(memory, "a", "3", 0, 60)).isEqualTo(FULL);
        assertThat(use(memory, "b", "1", 0, 60)).isEqualTo(FIRST);
        assertThat(use(memory, "a", "1", 0, 60)).isEqualTo(REPLAYED);
        assertThat(use(memory, "a", "3", 61, 121)).isEqualTo(FIRST);
    }

    /** What ended by the later time was forgotten, so no one can tell whether it was used. */
    @Test
    void clockThatGoesBack_bringsNothingToLifeAgain() {
        ReplayMemory memory = ReplayMemory.local(10, 10);
        use(memory, "a", "1", 0, 60);
        use(memory, "a", "2", 100, 160);

        assertThat(use(memory, "a", "1", 50, 60)).isEqualTo(REPLAYED);
        assertThat(use(memory, "a", "3", 50, 99)).isEqualTo(REPLAYED);
        assertThat(use(memory, "a", "3", 50, 100)).isEqualTo(FIRST);
    }

    @Test
    void ofUsesAtOnce_oneIsTheFirst() throws InterruptedException, ExecutionException {
        ReplayMemory memory = ReplayMemory.local(1_000, 1_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 100; round++) {
                String id = "id" + round;
                List<Future<ReplayMemory.Answer>> answers = threads.invokeAll(IntStream.range(0, 4)
                        .<java.util.concurrent.Callable<ReplayMemory.Answer>>mapToObj(
                                any -> () -> use(memory, "a", id, 0, 60))
                        .toList());
                int first = 0;
                for (Future<ReplayMemory.Answer> answer : answers) {
                    first += answer.get() == FIRST ? 1 : 0;
                }
                assertThat(first).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void memoryWithoutPlaces_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReplayMemory.local(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ReplayMemory.local(1, 0));
    }
}
