package org.jwks4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.error.Reason;
import org.jwks4j.store.SharedStore;

/** A key that is revoked on one node is revoked on all, and after a restart, whatever someone does to the store. */
class FleetRevocationTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_READING = Duration.ofSeconds(10);

    /** A reading, the wait of who repairs, and a moment. */
    private static final Duration A_REPAIR = A_READING.plusSeconds(1);

    @TempDir
    private Path directory;

    private static Reason refusal(KeyFetcher node) {
        return Fleet.failureOf(node.getKey(Fleet.ISSUER, "one")).reason();
    }

    private static void isRefusedBy(List<KeyFetcher> nodes) {
        assertThat(nodes).allSatisfy(node -> assertThat(refusal(node)).isEqualTo(Reason.REVOKED_KEY));
    }

    /** Whose answer comes later. */
    private static Reason coldRefusal(Fleet fleet) {
        CompletableFuture<VerificationKey> answer = fleet.node().getKey(Fleet.ISSUER, "one");
        fleet.after(A_SECOND);
        assertThat(answer).isCompletedExceptionally();
        return Fleet.failureOf(answer).reason();
    }

    private static Map<String, byte[]> copy(Fleet fleet) {
        Map<String, byte[]> copy = new TreeMap<>();
        fleet.store.entries.forEach((name, entry) -> copy.put(name, entry.clone()));
        return copy;
    }

    private static String nameOfTheSet(Fleet fleet, Map<String, byte[]> before) {
        List<String> names = new ArrayList<>(fleet.store.entries.keySet());
        names.removeAll(before.keySet());
        assertThat(names).hasSize(1);
        return names.get(0);
    }

    /** Warm nodes, the first of which has revoked a key. */
    private static String revoked(Fleet fleet) {
        Map<String, byte[]> before = copy(fleet);
        CompletableFuture<Void> written = fleet.nodes.get(0).revokeNow(Fleet.ISSUER, "one");
        fleet.after(A_SECOND);
        assertThat(written).isCompleted();
        isRefusedBy(fleet.nodes);
        return nameOfTheSet(fleet, before);
    }

    @Test
    void aRevokedKey_isRefusedEverywhereWithinASecond() {
        try (Fleet fleet = Fleet.warm(200)) {
            CompletableFuture<Void> written = fleet.nodes.get(7).revokeNow(Fleet.ISSUER, "one");
            assertThat(refusal(fleet.nodes.get(7))).isEqualTo(Reason.REVOKED_KEY); // at once
            fleet.after(A_SECOND);
            assertThat(written).isCompleted();
            isRefusedBy(fleet.nodes);
            assertThat(fleet.requests).isEmpty();
        }
    }

    @Test
    void withoutHints_itTakesTenSeconds() {
        try (Fleet fleet = Fleet.warm(20)) {
            fleet.store.tells = false;
            fleet.nodes.get(7).revokeNow(Fleet.ISSUER, "one");
            fleet.after(A_READING.plusSeconds(1));
            isRefusedBy(fleet.nodes);
        }
    }

    @Test
    void aNodeThatStartsLater_hasNotHandedTheKeyOutOnce() {
        try (Fleet fleet = Fleet.warm(1)) {
            revoked(fleet);
            fleet.nodes.get(0).close();
            fleet.after(Duration.ofMinutes(5));
            KeyFetcher late = fleet.node();
            assertThat(late.getKey(Fleet.ISSUER, "one")).isCompletedExceptionally();
            assertThat(refusal(late)).isEqualTo(Reason.REVOKED_KEY);
        }
    }

    @Test
    void aRevokedIssuer_isRefusedEverywhere_andAfterARestart() {
        try (Fleet fleet = Fleet.warm(3)) {
            CompletableFuture<Void> written = fleet.nodes.get(0).revokeIssuer(Fleet.ISSUER);
            fleet.after(A_SECOND);
            assertThat(written).isCompleted();
            assertThat(fleet.nodes).allSatisfy(node -> assertThat(refusal(node)).isEqualTo(Reason.REVOKED_ISSUER));
            assertThat(coldRefusal(fleet)).isEqualTo(Reason.REVOKED_ISSUER);
        }
    }

    @Test
    void twoNodesThatRevokeAtOnce_loseNothing() {
        try (Fleet fleet = Fleet.warm(20)) {
            for (int i = 0; i < 20; i++) {
                fleet.nodes.get(i).revokeNow(Fleet.ISSUER, i == 0 ? "one" : "kid " + i);
            }
            fleet.after(A_SECOND.multipliedBy(2));
            isRefusedBy(fleet.nodes);
            assertThat(fleet.nodes)
                    .allSatisfy(node ->
                            assertThat(node.status().get(0).revokedKeys()).hasSize(20));
        }
    }

    @Test
    void aSetThatIsDeleted_isWrittenAnew_byFewOfManyNodes() {
        try (Fleet fleet = Fleet.warm(200)) {
            String name = revoked(fleet);
            int before = fleet.store.writes;
            fleet.store.entries.remove(name);
            fleet.after(A_REPAIR);
            assertThat(fleet.store.entries).containsKey(name);
            assertThat(fleet.store.writes - before).isBetween(1, 20);
            assertThat(coldRefusal(fleet)).isEqualTo(Reason.REVOKED_KEY);
        }
    }

    @Test
    void anOlderSetPutBack_takesNothingFromWarmNodes_andIsWrittenAnew() {
        try (Fleet fleet = Fleet.warm(3)) {
            String name = revoked(fleet);
            byte[] old = fleet.store.entries.get(name).clone();
            fleet.nodes.get(1).revokeNow(Fleet.ISSUER, "another");
            fleet.after(A_SECOND).store.entries.put(name, old);
            fleet.after(A_REPAIR);
            KeyFetcher cold = fleet.node();
            cold.getKey(Fleet.ISSUER, "one");
            assertThat(fleet.nodes)
                    .allSatisfy(node ->
                            assertThat(node.status().get(0).revokedKeys()).containsExactlyInAnyOrder("one", "another"));
        }
    }

    @Test
    void aSetThatIsChangedOrCutOff_isNotBelieved_andIsWrittenAnew() {
        for (int part = 0; part < 8; part++) {
            try (Fleet fleet = Fleet.warm(2)) {
                String name = revoked(fleet);
                byte[] entry = fleet.store.entries.get(name);
                entry[(entry.length - 1) * part / 7] ^= 4;
                fleet.after(A_REPAIR);
                isRefusedBy(fleet.nodes);
                assertThat(coldRefusal(fleet)).isEqualTo(Reason.REVOKED_KEY);
            }
        }
    }

    @Test
    void anEntryOfKeysUnderTheNameOfTheSet_isNotBelieved_norTheOtherWayRound() {
        try (Fleet fleet = Fleet.warm(2)) {
            Map<String, byte[]> keys = copy(fleet);
            String name = revoked(fleet);
            byte[] set = fleet.store.entries.get(name).clone();
            fleet.store.entries.put(name, keys.values().iterator().next());
            keys.keySet().forEach(other -> fleet.store.entries.put(other, set));
            fleet.after(A_REPAIR);
            assertThat(coldRefusal(fleet)).isEqualTo(Reason.REVOKED_KEY);
        }
    }

    @Test
    void anEntryAsLargeAsAnIntruderLikes_isNotReadWhole() {
        try (Fleet fleet = Fleet.warm(2)) {
            String name = revoked(fleet);
            fleet.store.largestRead = 0;
            fleet.store.entries.put(name, new byte[8 * 1024 * 1024]);
            fleet.after(A_READING);
            assertThat(fleet.store.largestRead).isBetween(1, 16 * 1024);
            isRefusedBy(fleet.nodes);
        }
    }

    @Test
    void aFloodOfHints_isTenReadingsASecond() {
        try (Fleet fleet = Fleet.warm(1)) {
            String name = revoked(fleet);
            int before = fleet.store.operations;
            for (int i = 0; i < 1000; i++) {
                fleet.store.tell(name);
                fleet.store.tell("beef");
                fleet.after(Duration.ofMillis(1));
            }
            assertThat(fleet.store.operations - before).isBetween(5, 12);
        }
    }

    @Test
    void after400Days_aRevocationIsOver() {
        try (Fleet fleet = Fleet.warm(1)) {
            revoked(fleet);
            fleet.nodes.get(0).close();
            fleet.after(Duration.ofDays(399));
            assertThat(coldRefusal(fleet)).isEqualTo(Reason.REVOKED_KEY);
            fleet.nodes.get(1).close();
            fleet.after(Duration.ofDays(1));
            CompletableFuture<VerificationKey> answer = fleet.node().getKey(Fleet.ISSUER, "one");
            fleet.after(A_SECOND);
            assertThat(answer).isCompleted();
        }
    }

    @Test
    void whileTheStoreIsAway_aKeyIsRefusedHere_andEverywhereOnceItIsBack() {
        try (Fleet fleet = Fleet.warm(3)) {
            fleet.store.mode = MemoryStore.Mode.FAILS;
            CompletableFuture<Void> written = fleet.nodes.get(0).revokeNow(Fleet.ISSUER, "one");
            fleet.after(Duration.ofMinutes(1));
            isRefusedBy(fleet.nodes.subList(0, 1));
            assertThat(written).isNotDone();
            fleet.store.mode = MemoryStore.Mode.WORKS;
            fleet.after(A_READING.multipliedBy(3));
            assertThat(written).isCompleted();
            isRefusedBy(fleet.nodes);
        }
    }

    @Test
    void aCallerThatWaitsForAStoreThatIsAway_isToldWhenTheFetcherCloses() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.store.mode = MemoryStore.Mode.HANGS;
            CompletableFuture<Void> written = fleet.nodes.get(0).revokeNow(Fleet.ISSUER, "one");
            fleet.after(A_SECOND).nodes.get(0).close();
            assertThat(written).isCompletedExceptionally();
        }
    }

    @Test
    void withoutAStore_aRevocationIsDoneAtOnce() {
        try (Fleet fleet = new Fleet()) {
            KeyFetcher alone = fleet.node(KeyFetcher.builder().trust(Fleet.ISSUER), Duration.ZERO);
            assertThat(alone.revokeNow(Fleet.ISSUER, "one")).isCompleted();
        }
    }

    @Test
    void whileSecretsChange_nodesOfBothKindsLearnOfIt() {
        byte[] next = "another secret, which is the next one".getBytes(UTF_8);
        byte[] before = "a secret of the fleet, 32 bytes long".getBytes(UTF_8);
        try (Fleet fleet = new Fleet()) {
            KeyFetcher old = fleet.node(SharedStore.of(fleet.store).withSecrets(before, next), Duration.ZERO);
            KeyFetcher young = fleet.node(SharedStore.of(fleet.store).withSecrets(next, before), Duration.ZERO);
            fleet.allAsk("one");
            fleet.after(A_SECOND);
            old.revokeNow(Fleet.ISSUER, "one");
            young.revokeNow(Fleet.ISSUER, "two");
            fleet.after(A_SECOND);
            assertThat(List.of(old, young))
                    .allSatisfy(node ->
                            assertThat(node.status().get(0).revokedKeys()).containsExactlyInAnyOrder("one", "two"));
        }
    }

    @Test
    void aDirectoryKeepsIt() throws Exception {
        SharedStore kept = SharedStore.inDirectory(directory.resolve("keys"));
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(Fleet.ISSUER)
                .transport(request -> new CompletableFuture<>())
                .sharedStore(kept)
                .build()) {
            fetcher.revokeNow(Fleet.ISSUER, "one").get(60, TimeUnit.SECONDS);
        }
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (KeyFetcher next = KeyFetcher.builder()
                .trust(Fleet.ISSUER)
                .transport(request -> new CompletableFuture<>())
                .listener(event -> {
                    if (event instanceof KeyFetcherEvent.KeyRevoked revoked) {
                        heard.complete(revoked.keyId());
                    }
                })
                .sharedStore(kept)
                .build()) {
            assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo("one");
            assertThat(refusal(next)).isEqualTo(Reason.REVOKED_KEY);
        }
    }
}
