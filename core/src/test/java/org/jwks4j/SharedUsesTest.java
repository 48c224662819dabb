package org.jwks4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jwks4j.store.SharedStore;

/** What nodes on one store accept once. */
class SharedUsesTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration ONE_MILLI = Duration.ofMillis(1);

    @AutoClose
    private final Fleet fleet = Fleet.of(2);

    private CompletableFuture<Boolean> use(int node, String id) {
        return use(fleet.nodes.get(node), id);
    }

    private static CompletableFuture<Boolean> use(KeyFetcher node, String id) {
        return node.sharedUses().apply(id, A_MINUTE);
    }

    @Test
    void ofAllNodes_oneIsTheFirst_untilTheEnd() {
        assertThat(use(0, "a").join()).isTrue();
        assertThat(use(0, "a").join()).isFalse();
        assertThat(use(1, "a").join()).isFalse();
        assertThat(use(1, "b").join()).isTrue();
        fleet.after(A_MINUTE.minus(ONE_MILLI));
        assertThat(use(1, "a").join()).isFalse();
        fleet.after(ONE_MILLI);
        assertThat(use(1, "a").join()).isTrue();
    }

    @Test
    void aUseOutlivesItsNode() {
        use(0, "a").join();
        fleet.nodes.get(0).close();
        assertThat(use(fleet.node(), "a").join()).isFalse();
    }

    @Test
    void aReaderOfTheStore_learnsNoId() {
        use(0, "a").join();
        assertThat(fleet.store.leases().keySet()).allMatch(name -> name.matches("[0-9a-f]{32}"));
        byte[] another = "a secret of another fleet, 32 bytes".getBytes(UTF_8);
        KeyFetcher stranger = fleet.node(SharedStore.of(fleet.store).withSecrets(another), Duration.ZERO);
        assertThat(use(stranger, "a").join()).isTrue();
    }

    @Test
    void whileSecretsChange_nodesOfAllStepsAgree() {
        byte[] old = "a secret of the fleet, 32 bytes long".getBytes(UTF_8);
        byte[] next = "another secret, which is the next one".getBytes(UTF_8);
        SharedStore store = SharedStore.of(fleet.store);
        KeyFetcher first = fleet.node(store.withSecrets(old), Duration.ZERO);
        KeyFetcher second = fleet.node(store.withSecrets(old, next), Duration.ZERO);
        KeyFetcher third = fleet.node(store.withSecrets(next, old), Duration.ZERO);
        KeyFetcher last = fleet.node(store.withSecrets(next), Duration.ZERO);
        assertAgree("at first", first, second);
        assertAgree("in between", second, third);
        assertAgree("at last", third, last);
    }

    private static void assertAgree(String id, KeyFetcher one, KeyFetcher other) {
        assertThat(use(one, id).join()).isTrue();
        assertThat(use(other, id).join()).isFalse();
        assertThat(use(other, id + " back").join()).isTrue();
        assertThat(use(one, id + " back").join()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryStore.Mode.class,
            names = {"FAILS", "THROWS"})
    void aStoreThatFails_tellsNothing(MemoryStore.Mode mode) {
        fleet.store.mode = mode;
        assertThat(use(0, "a")).isCompletedExceptionally();
    }

    @Test
    void aStoreThatHangs_isGivenItsTimeout_eachTime() {
        fleet.store.mode = MemoryStore.Mode.HANGS;
        for (String id : new String[] {"a", "b"}) {
            CompletableFuture<Boolean> use = use(0, id);
            fleet.after(TIMEOUT.minus(ONE_MILLI));
            assertThat(use).isNotDone();
            fleet.after(ONE_MILLI);
            assertThat(use)
                    .failsWithin(0, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(TimeoutException.class);
        }
    }

    /** Keys are fetched without it for 10 s then; a proof cannot be judged without it. */
    @Test
    void aStoreThatIsBack_isAskedAtOnce() {
        fleet.store.mode = MemoryStore.Mode.FAILS;
        fleet.allAsk("one");
        fleet.store.mode = MemoryStore.Mode.WORKS;
        assertThat(use(0, "a").join()).isTrue();
        fleet.store.mode = MemoryStore.Mode.FAILS;
        assertThat(use(0, "b")).isCompletedExceptionally();
        fleet.store.mode = MemoryStore.Mode.WORKS;
        assertThat(use(0, "c").join()).isTrue();
    }

    @Test
    void withoutAStoreThatKeepsLeases_thereAreNone(@TempDir Path directory) {
        try (KeyFetcher without = KeyFetcher.builder().trust(Fleet.ISSUER).build();
                KeyFetcher onDisk = KeyFetcher.builder()
                        .trust(Fleet.ISSUER)
                        .sharedStore(SharedStore.inDirectory(directory))
                        .build()) {
            assertThatIllegalStateException().isThrownBy(without::sharedUses).withMessageContaining("sharedStore");
            assertThatIllegalStateException().isThrownBy(onDisk::sharedUses).withMessageContaining("a directory");
        }
    }
}
