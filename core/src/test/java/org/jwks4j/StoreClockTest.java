package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Nodes whose clocks are minutes off, a store whose clock is right, and one whose clock is not. */
class StoreClockTest {
    private static final Duration WRONG_BY = Duration.ofMinutes(4);
    private static final Duration A_WHILE = Duration.ofMinutes(3);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private static Fleet fleet() {
        Fleet fleet = new Fleet();
        fleet.store.clockAhead = Duration.ZERO;
        fleet.store.tells = false;
        return fleet;
    }

    private static KeyFetcher node(Fleet fleet, Duration clockAhead) {
        return fleet.node(fleet.shared(), clockAhead);
    }

    private static void asks(Fleet fleet, KeyFetcher node) {
        node.refresh(Fleet.ISSUER);
        fleet.after(A_MOMENT);
    }

    private static Map<String, byte[]> copy(Fleet fleet) {
        Map<String, byte[]> copy = new TreeMap<>();
        fleet.store.entries.forEach((name, entry) -> copy.put(name, entry.clone()));
        return copy;
    }

    private static void has(KeyFetcher node, String keyId) {
        assertThat(node.getKey(Fleet.ISSUER, keyId)).isCompleted();
    }

    @Test
    void whatANodeWithAClockAheadHasWritten_isAsOldAsItIs() {
        try (Fleet fleet = fleet()) {
            KeyFetcher ahead = node(fleet, WRONG_BY);
            asks(fleet, ahead);
            KeyFetcher late = node(fleet.after(A_WHILE), Duration.ZERO);
            has(late, "one");
            assertThat(Fleet.age(late)).isEqualTo(Fleet.age(ahead));
        }
    }

    @Test
    void withoutAClockInTheStore_itSeemsYounger() {
        try (Fleet fleet = fleet()) {
            fleet.store.clockAhead = null;
            asks(fleet, node(fleet, WRONG_BY));
            KeyFetcher late = node(fleet.after(A_WHILE), Duration.ZERO);
            has(late, "one");
            assertThat(Fleet.age(late)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aNodeWithAClockBehind_readsTheTrueAge() {
        try (Fleet fleet = fleet()) {
            KeyFetcher right = node(fleet, Duration.ZERO);
            asks(fleet, right);
            KeyFetcher behind = node(fleet.after(A_WHILE), WRONG_BY.negated());
            has(behind, "one");
            assertThat(Fleet.age(behind)).isEqualTo(Fleet.age(right));
        }
    }

    @Test
    void whatANodeWithAClockBehindHasWritten_seemsOlder_andNeverYounger() {
        try (Fleet fleet = fleet()) {
            KeyFetcher behind = node(fleet, WRONG_BY.negated());
            asks(fleet, behind);
            KeyFetcher late = node(fleet.after(A_WHILE), Duration.ZERO);
            has(late, "one");
            assertThat(Fleet.age(late)).isEqualTo(Fleet.age(behind).plus(WRONG_BY));
        }
    }

    @Test
    void aStoreThatIsSlow_makesNothingYounger() {
        for (Duration ahead : new Duration[] {WRONG_BY.negated(), Duration.ZERO, WRONG_BY}) {
            try (Fleet fleet = fleet()) {
                KeyFetcher writer = node(fleet, Duration.ZERO);
                asks(fleet, writer);
                fleet.store.readsTake = Duration.ofMillis(400);
                KeyFetcher late = node(fleet.after(A_WHILE), ahead);
                late.getKey(Fleet.ISSUER, "one");
                fleet.after(Duration.ofSeconds(1));
                has(late, "one");
                assertThat(Fleet.age(late)).isGreaterThanOrEqualTo(Fleet.age(writer));
            }
        }
    }

    @Test
    void anUnknownKey_isNotSaidToBeAbsent_becauseAClockWasAhead() {
        try (Fleet fleet = fleet()) {
            asks(fleet, node(fleet, WRONG_BY));
            fleet.after(Duration.ofSeconds(10)).publishes("one", "two");
            KeyFetcher node = node(fleet.after(Duration.ofSeconds(10)), Duration.ZERO);
            CompletableFuture<VerificationKey> answer = node.getKey(Fleet.ISSUER, "two");
            fleet.after(Duration.ofSeconds(2));
            assertThat(answer).isCompleted();
        }
    }

    @Test
    void aNodeWithAClockBehind_keepsANewKey_whileItsIssuerIsDown() {
        try (Fleet fleet = fleet()) {
            KeyFetcher behind = node(fleet, WRONG_BY.negated());
            KeyFetcher right = node(fleet, Duration.ZERO);
            keepsTheNewKey(fleet, behind, right);
        }
    }

    @Test
    void aNodeWithARightClock_keepsANewKey_whoeverElseIsAhead() {
        try (Fleet fleet = fleet()) {
            KeyFetcher right = node(fleet, Duration.ZERO);
            KeyFetcher ahead = node(fleet, WRONG_BY);
            keepsTheNewKey(fleet, right, ahead);
        }
    }

    /** The other has fetched shortly before the new key was published, and this one after that. */
    private static void keepsTheNewKey(Fleet fleet, KeyFetcher node, KeyFetcher other) {
        asks(fleet, other);
        Map<String, byte[]> before = copy(fleet);
        fleet.after(Duration.ofMinutes(1)).publishes("two");
        asks(fleet, node);
        fleet.issuerIsDown = true;
        fleet.store.entries.putAll(before);
        for (int minute = 0; minute < 15; minute++) {
            has(node, "two");
            fleet.after(Duration.ofMinutes(1));
        }
    }

    @Test
    void whatWasFetchedWhileTheStoreWasAway_isKeptToo() {
        try (Fleet fleet = fleet()) {
            asks(fleet, node(fleet, Duration.ZERO));
            fleet.after(Duration.ofMinutes(1)).publishes("two");
            fleet.store.mode = MemoryStore.Mode.FAILS;
            KeyFetcher behind = node(fleet, WRONG_BY.negated()); // has never heard the store
            asks(fleet, behind);
            fleet.store.mode = MemoryStore.Mode.WORKS;
            fleet.issuerIsDown = true;
            for (int minute = 0; minute < 15; minute++) {
                has(behind, "two");
                fleet.after(Duration.ofMinutes(1));
            }
        }
    }

    @Test
    void aStoreWhoseClockIsBehind_makesNothingYounger() {
        try (Fleet fleet = fleet()) {
            fleet.store.clockAhead = Duration.ofHours(-1);
            asks(fleet, node(fleet, Duration.ZERO));
            fleet.store.clockAhead = Duration.ZERO;
            fleet.requests.clear();
            asks(fleet, node(fleet.after(A_WHILE), Duration.ZERO));
            assertThat(fleet.requests).isNotEmpty();
        }
    }

    @Test
    void aStoreWhoseClockWasFarAhead_isNotBelieved_onceItIsRight() {
        try (Fleet fleet = fleet()) {
            fleet.store.clockAhead = Duration.ofHours(1);
            asks(fleet, node(fleet, Duration.ZERO));
            fleet.store.clockAhead = Duration.ZERO;
            fleet.publishes("one", "two");
            fleet.requests.clear();
            KeyFetcher cold = node(fleet, Duration.ZERO);
            cold.getKey(Fleet.ISSUER, "one");
            fleet.after(A_MOMENT);
            has(cold, "two");
        }
    }

    @Test
    void whoeverSetsTheClockOfTheStore_cannotMakeAWarmNodeGoBack() {
        for (Duration ahead :
                new Duration[] {WRONG_BY, WRONG_BY.negated(), Duration.ofDays(-400), Duration.ofDays(99999)}) {
            try (Fleet fleet = fleet()) {
                KeyFetcher node = node(fleet, Duration.ZERO);
                asks(fleet, node);
                Map<String, byte[]> old = copy(fleet);
                fleet.after(Duration.ofMinutes(1)).publishes("two");
                fleet.store.clockAhead = ahead;
                asks(fleet, node);
                fleet.issuerIsDown = true;
                fleet.store.entries.putAll(old);
                fleet.after(Duration.ofMinutes(9)); // its keys are due
                has(node, "two");
                fleet.after(Duration.ofSeconds(2));
                has(node, "two");
            }
        }
    }

    @Test
    void aStoreThatCannotTellTheTime_isReadAllTheSame() {
        try (Fleet fleet = fleet()) {
            fleet.store.hasBrokenClock = true;
            asks(fleet, node(fleet, Duration.ZERO));
            fleet.requests.clear();
            KeyFetcher late = node(fleet, Duration.ZERO);
            has(late, "one");
            assertThat(fleet.requests).isEmpty();
        }
    }
}
