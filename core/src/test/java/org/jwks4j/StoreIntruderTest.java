package org.jwks4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.store.SharedStore;

/** Someone who may read and write everything in the store, and does not have the secret. */
class StoreIntruderTest {
    private static final Duration A_WHILE = Duration.ofMillis(500);

    /** How far a clock is ahead if what it stamps is five minutes too late once both documents are there. */
    private static final Duration FIVE_MINUTES_AT_ITS_END =
            Duration.ofMinutes(5).plus(Fleet.AN_ANSWER.multipliedBy(2));

    /** A node that starts now believes nothing of the store, and asks the issuer for both documents. */
    private static void assertNothingIsBelieved(Fleet fleet) {
        fleet.requests.clear();
        fleet.publishes("one", "two"); // which only the issuer knows
        CompletableFuture<VerificationKey> answer = fleet.node().getKey(Fleet.ISSUER, "two");
        fleet.after(A_WHILE);
        assertThat(answer).isCompleted();
        assertThat(fleet.requests).hasSize(2);
    }

    @Test
    void aChangedEntry_isNotBelieved() {
        for (int part = 0; part < 8; part++) {
            try (Fleet fleet = Fleet.warm(1)) {
                for (byte[] entry : fleet.store.entries.values()) {
                    entry[(entry.length - 1) * part / 7] ^= 4;
                }
                assertNothingIsBelieved(fleet);
            }
        }
    }

    @Test
    void anEntryThatIsSealedWithAnotherSecret_isNotBelieved() {
        try (Fleet fleet = Fleet.warm(1);
                Fleet intruder = new Fleet()) {
            intruder.publishes("forged");
            SharedStore own =
                    SharedStore.of(intruder.store).withSecrets("the secret of the intruder, 32 bytes".getBytes(UTF_8));
            intruder.node(own, Duration.ZERO).getKey(Fleet.ISSUER, "forged");
            intruder.after(A_WHILE);
            List<byte[]> forged = new ArrayList<>(intruder.store.entries.values());
            assertThat(forged).hasSize(2);
            fleet.store.entries.replaceAll((name, entry) -> forged.get(1));
            assertNothingIsBelieved(fleet);
        }
    }

    @Test
    void entriesUnderEachOthersNames_areNotBelieved() {
        try (Fleet fleet = Fleet.warm(1)) {
            List<byte[]> entries = new ArrayList<>(fleet.store.entries.values());
            Collections.reverse(entries);
            assertThat(entries).hasSize(2);
            int next = 0;
            for (Map.Entry<String, byte[]> entry : fleet.store.entries.entrySet()) {
                entry.setValue(entries.get(next++));
            }
            assertNothingIsBelieved(fleet);
        }
    }

    @Test
    void anEmptyOrCutEntry_isNotBelieved() {
        for (int length : new int[] {0, 1, 50, 150}) {
            try (Fleet fleet = Fleet.warm(1)) {
                fleet.store.entries.replaceAll((name, entry) -> Arrays.copyOf(entry, length));
                assertNothingIsBelieved(fleet);
            }
        }
    }

    private static Map<String, byte[]> copy(Fleet fleet) {
        Map<String, byte[]> copy = new TreeMap<>();
        fleet.store.entries.forEach((name, entry) -> copy.put(name, entry.clone()));
        return copy;
    }

    @Test
    void oldEntriesPutBack_areRefusedByWarmNodes() {
        try (Fleet fleet = Fleet.warm(1)) {
            Map<String, byte[]> old = copy(fleet);
            fleet.publishes("two");
            KeyFetcher node = fleet.nodes.get(0);
            node.getKey(Fleet.ISSUER, "two");
            fleet.after(A_WHILE).store.entries.putAll(old);
            fleet.after(Duration.ofMinutes(9)); // its keys are due
            assertThat(node.getKey(Fleet.ISSUER, "two")).isCompleted();
            fleet.after(Duration.ofSeconds(2));
            assertThat(Fleet.keyIds(node)).contains("two");
        }
    }

    @Test
    void oldEntriesPutBack_areAsOldAsTheyAreForColdNodes() {
        try (Fleet fleet = Fleet.warm(1)) {
            Map<String, byte[]> old = copy(fleet);
            fleet.after(Duration.ofMinutes(6)).publishes("two");
            fleet.nodes.get(0).refresh(Fleet.ISSUER);
            fleet.after(A_WHILE).store.entries.putAll(old);
            KeyFetcher cold = fleet.node();
            assertThat(cold.getKey(Fleet.ISSUER, "one")).isCompleted();
            assertThat(Fleet.age(cold)).isGreaterThan(Duration.ofMinutes(6));
            fleet.after(Duration.ofMinutes(4));
            cold.getKey(Fleet.ISSUER, "two");
            fleet.after(Duration.ofSeconds(2));
            assertThat(Fleet.keyIds(cold)).contains("two");
            assertThat(Fleet.age(cold)).isLessThan(Duration.ofMinutes(4));
        }
    }

    @Test
    void anEntryFromATimeToCome_isBelievedForFiveMinutes_andIsNoProof() {
        try (Fleet fleet = new Fleet()) {
            fleet.node(fleet.shared(), FIVE_MINUTES_AT_ITS_END).getKey(Fleet.ISSUER, "one");
            fleet.after(Fleet.AN_ANSWER.multipliedBy(2)).requests.clear();
            KeyFetcher node = fleet.node();
            assertThat(node.getKey(Fleet.ISSUER, "one")).isCompleted();
            fleet.publishes("one", "two");
            CompletableFuture<VerificationKey> rotated = node.getKey(Fleet.ISSUER, "two");
            fleet.after(A_WHILE);
            assertThat(rotated).isCompleted();
        }
    }

    @Test
    void anEntryFromMoreThanFiveMinutesToCome_isAbsent() {
        try (Fleet fleet = new Fleet()) {
            fleet.store.tells = false; // or it is read again a moment later, when it is no more than five minutes
            fleet.node(fleet.shared(), FIVE_MINUTES_AT_ITS_END.plusMillis(1)).getKey(Fleet.ISSUER, "one");
            fleet.after(Fleet.AN_ANSWER.multipliedBy(2));
            assertNothingIsBelieved(fleet);
        }
    }
}
