package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What one node has fetched, all that use the issuer have a moment later, and none goes back. */
class StoreHintTest {
    private static final Duration A_MOMENT = Duration.ofMillis(10);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    /** Longer than any node keeps its keys fresh; each node has failed for a while by then. */
    private static final Duration AN_OUTAGE = Duration.ofMinutes(30);

    private static Fleet failing(int nodes) {
        Fleet fleet = Fleet.warm(nodes);
        fleet.issuerIsDown = true;
        for (int minute = 0; minute < AN_OUTAGE.toMinutes(); minute++) {
            fleet.after(Duration.ofMinutes(1)).allAsk("one");
        }
        assertThat(fleet.nodes)
                .allSatisfy(node -> assertThat(node.status().get(0).failures()).isPositive());
        return fleet;
    }

    private static void recover(Fleet fleet, int node) {
        fleet.issuerIsDown = false;
        fleet.publishes("one", "two");
        fleet.nodes.get(node).refresh(Fleet.ISSUER);
        fleet.after(Fleet.AN_ANSWER).after(A_MOMENT);
    }

    @Test
    void oneNodesRecovery_endsTheOutageForAll() {
        try (Fleet fleet = failing(200)) {
            fleet.requests.clear();
            recover(fleet, 7);
            fleet.after(A_SECOND);
            assertThat(fleet.nodes).allSatisfy(node -> {
                IssuerStatus status = node.status().get(0);
                assertThat(status.state()).isEqualTo(IssuerStatus.State.FRESH);
                assertThat(status.isBackingOff()).isFalse();
                assertThat(node.getKey(Fleet.ISSUER, "two")).isCompleted();
            });
            assertThat(fleet.keyRequests()).isEqualTo(1);
        }
    }

    @Test
    void aNodeThatIsColdAndHeldBack_hasTheKeysOfTheFirstThatRecovers() {
        try (Fleet fleet = Fleet.of(20)) {
            fleet.issuerIsDown = true;
            for (int i = 0; i < 20; i++) {
                fleet.allAsk("one");
                fleet.after(Duration.ofSeconds(20));
            }
            recover(fleet, 0);
            fleet.after(A_SECOND);
            assertThat(Fleet.areAllHad(fleet.allAsk("two"))).isTrue();
        }
    }

    @Test
    void withoutHints_anOutageEndsForEachNodeByItself() {
        try (Fleet fleet = failing(2)) {
            fleet.store.tells = false;
            recover(fleet, 0);
            assertThat(Fleet.keyIds(fleet.nodes.get(1))).containsExactly("one");
            fleet.after(Duration.ofMinutes(5).plusSeconds(2));
            assertThat(Fleet.keyIds(fleet.nodes.get(1))).contains("two");
        }
    }

    @Test
    void aRotation_isKnownBeforeAnyTokenNeedsIt() {
        try (Fleet fleet = Fleet.warm(200)) {
            fleet.publishes("one", "two");
            fleet.allAsk("one");
            fleet.nodes.get(3).getKey(Fleet.ISSUER, "two");
            fleet.after(A_SECOND);
            int before = fleet.store.operations;
            assertThat(Fleet.areAllHad(fleet.allAsk("two"))).isTrue();
            assertThat(fleet.store.operations).isEqualTo(before);
            assertThat(fleet.requests).hasSize(1);
        }
    }

    @Test
    void aNodeThatDoesNotUseTheIssuer_readsNothing() {
        try (Fleet fleet = Fleet.warm(2)) {
            fleet.publishes("one", "two");
            fleet.nodes.get(0).getKey(Fleet.ISSUER, "two");
            fleet.after(A_SECOND);
            assertThat(Fleet.keyIds(fleet.nodes.get(1))).containsExactly("one");
        }
    }

    @Test
    void afterAHint_aNodeIsAsOldAsTheAnswerOfTheOther() {
        try (Fleet fleet = Fleet.warm(2)) {
            fleet.allAsk("one");
            fleet.after(Duration.ofMinutes(5)).nodes.get(0).refresh(Fleet.ISSUER);
            fleet.after(A_SECOND);
            assertThat(Fleet.fetchedAt(fleet.nodes.get(1))).isEqualTo(Fleet.fetchedAt(fleet.nodes.get(0)));
            assertThat(Fleet.age(fleet.nodes.get(1))).isEqualTo(Fleet.age(fleet.nodes.get(0)));
        }
    }

    @Test
    void anOldEntryThatIsPutBackWithAHint_changesNothing() {
        try (Fleet fleet = Fleet.warm(2)) {
            Map<String, byte[]> old = new TreeMap<>(fleet.store.entries);
            fleet.publishes("two");
            fleet.nodes.get(0).getKey(Fleet.ISSUER, "two");
            fleet.after(A_SECOND).allAsk("two");
            fleet.after(A_SECOND).store.entries.putAll(old);
            fleet.allAsk("two");
            old.keySet().forEach(fleet.store::tell);
            fleet.after(A_SECOND);
            assertThat(fleet.nodes)
                    .allSatisfy(node -> assertThat(Fleet.keyIds(node)).contains("two"));
        }
    }

    @Test
    void anEntryThatSomeoneChanged_isNotBelievedForAHint() {
        try (Fleet fleet = failing(1)) {
            fleet.store.entries.replaceAll((name, entry) -> {
                byte[] changed = entry.clone();
                changed[changed.length - 1] ^= 1;
                return changed;
            });
            List.copyOf(fleet.store.entries.keySet()).forEach(fleet.store::tell);
            fleet.after(A_SECOND);
            assertThat(Fleet.keyIds(fleet.nodes.get(0))).containsExactly("one");
            assertThat(fleet.nodes.get(0).status().get(0).failures()).isPositive();
        }
    }

    @Test
    void aFloodOfHints_isAReadingASecond() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.allAsk("one");
            int before = fleet.store.operations;
            for (int i = 0; i < 10_000; i++) {
                List.copyOf(fleet.store.entries.keySet()).forEach(fleet.store::tell);
                fleet.after(Duration.ofMillis(1));
            }
            int ofRevocations = 2;
            assertThat(fleet.store.operations - before).isBetween(9, 12 + ofRevocations);
        }
    }

    @Test
    void whileANodeWaitsForAnIssuerThatHangs_itHasTheKeysOfANodeThatAskedLater() {
        try (Fleet fleet = Fleet.warm(2)) {
            fleet.publishes("one", "two");
            fleet.issuerHangs = true;
            fleet.nodes.get(1).getJwkSet(Fleet.ISSUER);
            CompletableFuture<?> waits = fleet.nodes.get(1).refresh(Fleet.ISSUER);
            fleet.after(A_SECOND).issuerHangs = false;
            fleet.store.leases().clear(); // as if its lease had run out
            fleet.nodes.get(0).refresh(Fleet.ISSUER);
            fleet.after(Fleet.AN_ANSWER).after(A_MOMENT);
            assertThat(waits).isCompleted();
            assertThat(Fleet.keyIds(fleet.nodes.get(1))).contains("two");
        }
    }

    @Test
    void afterItsIssuerWasLetGo_aNodeHearsNothing() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.allAsk("one");
            fleet.nodes.get(0).close();
            int before = fleet.store.operations;
            List.copyOf(fleet.store.entries.keySet()).forEach(fleet.store::tell);
            fleet.after(A_SECOND);
            assertThat(fleet.store.operations).isEqualTo(before);
        }
    }

    @Test
    void whatACacheHadKept_isAsOldForTheOthers() {
        try (Fleet fleet = new Fleet()) {
            fleet.cacheAge = Duration.ofSeconds(400);
            fleet.node();
            fleet.allAsk("one");
            fleet.after(A_SECOND).requests.clear();
            KeyFetcher late = fleet.node();
            assertThat(late.getKey(Fleet.ISSUER, "one")).isCompleted();
            assertThat(fleet.requests).isEmpty();
            assertThat(Fleet.fetchedAt(late)).isEqualTo(Fleet.fetchedAt(fleet.nodes.get(0)));
            assertThat(late.status().get(0).freshFor())
                    .isEqualTo(fleet.nodes.get(0).status().get(0).freshFor());
            assertThat(late.status().get(0).freshFor().orElseThrow()).isLessThan(Duration.ofSeconds(200));
        }
    }
}
