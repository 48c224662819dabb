package org.jwks4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jwks4j.error.Reason;
import org.jwks4j.store.SharedStore;

/** Many fetchers and one store: how often the issuer is asked, how long callers wait, and how old keys are. */
class SharedStoreTest {
    private static final int NODES = 200;
    private static final Duration ONE_MILLI = Duration.ofMillis(1);
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @Test
    void aColdFleet_asksForEachDocumentOnce() {
        try (Fleet fleet = Fleet.of(NODES)) {
            List<CompletableFuture<VerificationKey>> answers = fleet.allAsk("one");
            fleet.after(Duration.ofMillis(500));
            assertThat(Fleet.areAllHad(answers)).isTrue();
            assertThat(fleet.requests).containsExactly(Fleet.METADATA, Fleet.ISSUER + "/jwks");
        }
    }

    @Test
    void aRotation_isOneRequest() {
        try (Fleet fleet = Fleet.warm(NODES)) {
            fleet.publishes("one", "two");
            List<CompletableFuture<VerificationKey>> answers = fleet.allAsk("two");
            fleet.after(Duration.ofMillis(500));
            assertThat(Fleet.areAllHad(answers)).isTrue();
            assertThat(fleet.requests).hasSize(1);
        }
    }

    @Test
    void aBurstOfOneInventedKey_isTwoRequestsAtMost() {
        try (Fleet fleet = Fleet.warm(NODES)) {
            List<CompletableFuture<VerificationKey>> answers = fleet.allAsk("invented");
            fleet.after(Duration.ofSeconds(2));
            assertThat(fleet.requests).hasSizeBetween(1, 2);
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(Fleet.failureOf(answer).reason()).isEqualTo(Reason.UNKNOWN_KEY));
        }
    }

    @Test
    void whatAnotherNodeHasAskedFor_isNotChargedToTheBudgetOfThisOne() {
        try (Fleet fleet = Fleet.warm(2)) {
            for (int i = 0; i < 5; i++) {
                fleet.publishes("one", "new " + i);
                fleet.nodes.get(0).refresh(Fleet.ISSUER);
                fleet.after(Fleet.AN_ANSWER); // no hint yet
                assertThat(fleet.nodes.get(1).getKey(Fleet.ISSUER, "new " + i)).isCompleted();
                fleet.after(Duration.ofMillis(10));
            }
        }
    }

    @Test
    void aLeaseThatComesTooLate_isGivenBack() {
        try (Fleet fleet = Fleet.of(1)) {
            fleet.store.holdsLeasesBack = true;
            CompletableFuture<VerificationKey> answer = fleet.allAsk("one").get(0);
            fleet.after(TIMEOUT.plus(Fleet.AN_ANSWER.multipliedBy(2)));
            assertThat(answer).isCompleted();
            fleet.store.goesOn();
            assertThat(fleet.store.leases()).isEmpty();
        }
    }

    @Test
    void aLeaseOfAFetchDuringWhichTheStoreHung_isGivenBack() {
        try (Fleet fleet = Fleet.of(1)) {
            CompletableFuture<VerificationKey> answer = fleet.nodes.get(0).getKey(Fleet.ISSUER, "one");
            fleet.after(Fleet.AN_ANSWER.dividedBy(2));
            assertThat(fleet.store.leases()).hasSize(1);
            fleet.store.mode = MemoryStore.Mode.PAUSED;
            fleet.after(Duration.ofSeconds(5));
            assertThat(answer).isCompleted();
            fleet.store.goesOn();
            assertThat(fleet.store.leases()).isEmpty();
        }
    }

    @Test
    void inASteadyFleet_eachFreshnessLifetimeIsTwoRequestsAtMost() {
        try (Fleet fleet = Fleet.warm(20)) {
            for (int minute = 0; minute < 60; minute++) {
                assertThat(Fleet.areAllHad(fleet.allAsk("one"))).isTrue();
                fleet.after(Duration.ofMinutes(1));
            }
            assertThat(fleet.keyRequests()).isBetween(6L, 12L);
        }
    }

    /** docs/shared-store.md says how many. */
    @Test
    void inASteadyFleet_aNodeNeedsFewOperationsAnHour() {
        try (Fleet fleet = Fleet.warm(20)) {
            int before = fleet.store.operations;
            for (int minute = 0; minute < 60; minute++) {
                fleet.allAsk("one");
                fleet.after(Duration.ofMinutes(1));
            }
            assertThat((fleet.store.operations - before) / 20).isBetween(380, 410);
        }
    }

    @Test
    void aWarmLookup_doesNotTouchTheStore() {
        try (Fleet fleet = Fleet.warm(1)) {
            int before = fleet.store.operations;
            assertThat(fleet.allAsk("one").get(0)).isCompleted();
            assertThat(fleet.store.operations).isEqualTo(before);
        }
    }

    @Test
    void whileTheLeaseIsHeldByAnIntruder_fewAsk_andNoOneWaitsLong() {
        try (Fleet fleet = Fleet.of(NODES)) {
            fleet.store.intruderHoldsLeases = true;
            List<CompletableFuture<VerificationKey>> answers = fleet.allAsk("one");
            fleet.after(Duration.ofMillis(1500).plus(Fleet.AN_ANSWER.multipliedBy(2)));
            assertThat(Fleet.areAllHad(answers)).isTrue();
            assertThat(fleet.keyRequests()).isBetween(1L, 20L);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryStore.Mode.class,
            names = {"FAILS", "THROWS"})
    void withoutTheStore_allIsAsItWouldBeWithoutOne(MemoryStore.Mode mode) {
        try (Fleet fleet = Fleet.of(3)) {
            fleet.store.mode = mode;
            List<CompletableFuture<VerificationKey>> answers = fleet.allAsk("one");
            fleet.after(Fleet.AN_ANSWER.multipliedBy(2));
            assertThat(Fleet.areAllHad(answers)).isTrue();
            assertThat(fleet.requests).hasSize(6);
        }
    }

    @Test
    void aStoreThatHangs_costsOneTimeoutOnce() {
        try (Fleet fleet = Fleet.of(1)) {
            fleet.store.mode = MemoryStore.Mode.HANGS;
            CompletableFuture<VerificationKey> answer = fleet.allAsk("one").get(0);
            fleet.after(TIMEOUT.plus(Fleet.AN_ANSWER.multipliedBy(2)).minus(ONE_MILLI));
            assertThat(answer).isNotDone();
            fleet.after(ONE_MILLI);
            assertThat(answer).isCompleted();
            int before = fleet.store.operations;
            fleet.publishes("one", "two");
            CompletableFuture<VerificationKey> next = fleet.allAsk("two").get(0);
            fleet.after(Fleet.AN_ANSWER);
            assertThat(next).isCompleted();
            assertThat(fleet.store.operations).isEqualTo(before);
        }
    }

    @Test
    void aStoreThatWorksAgain_isUsedTenSecondsLater() {
        try (Fleet fleet = Fleet.of(1)) {
            fleet.store.mode = MemoryStore.Mode.FAILS;
            fleet.allAsk("one");
            fleet.after(Duration.ofSeconds(9));
            fleet.store.mode = MemoryStore.Mode.WORKS;
            fleet.publishes("one", "two");
            fleet.allAsk("two");
            fleet.after(Duration.ofMillis(999));
            assertThat(fleet.store.entries).isEmpty();
            fleet.after(ONE_MILLI).nodes.get(0).refresh(Fleet.ISSUER);
            fleet.after(Duration.ofSeconds(1));
            assertThat(fleet.store.entries).isNotEmpty();
        }
    }

    @Test
    void aFailure_isNeverWritten() {
        try (Fleet fleet = Fleet.of(3)) {
            fleet.issuerIsDown = true;
            List<CompletableFuture<VerificationKey>> answers = fleet.allAsk("one");
            fleet.after(Duration.ofSeconds(5));
            assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
            assertThat(fleet.store.entries).isEmpty();
        }
    }

    @Test
    void aSetWithoutUsableKeys_isNeverWritten() {
        try (Fleet fleet = Fleet.of(1)) {
            fleet.publishes();
            fleet.allAsk("one");
            fleet.after(Duration.ofSeconds(5));
            assertThat(fleet.store.entries).hasSize(1); // the metadata
        }
    }

    @Test
    void whatWasRead_isAsOldAsItIs() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.after(Duration.ofMinutes(5));
            KeyFetcher late = fleet.node();
            assertThat(late.getKey(Fleet.ISSUER, "one")).isCompleted();
            assertThat(fleet.requests).isEmpty();
            assertThat(Fleet.age(late)).isEqualTo(Fleet.age(fleet.nodes.get(0)));
            assertThat(Fleet.fetchedAt(late)).isEqualTo(Fleet.fetchedAt(fleet.nodes.get(0)));
        }
    }

    @Test
    void whileTheIssuerIsDown_aColdNodeHasTheLastGoodKeys() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.issuerIsDown = true;
            fleet.after(Duration.ofHours(5));
            KeyFetcher late = fleet.node();
            CompletableFuture<VerificationKey> answer = late.getKey(Fleet.ISSUER, "one");
            fleet.after(Duration.ofSeconds(1));
            assertThat(answer).isCompleted();
            assertThat(late.status().get(0).state()).isEqualTo(IssuerStatus.State.STALE);
        }
    }

    @Test
    void keysThatAreTooOld_areNotUsed() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.issuerIsDown = true;
            fleet.after(Duration.ofHours(7));
            CompletableFuture<VerificationKey> answer = fleet.node().getKey(Fleet.ISSUER, "one");
            fleet.after(Duration.ofSeconds(5));
            assertThat(Fleet.failureOf(answer).httpStatus()).isEqualTo(503);
        }
    }

    @Test
    void a304_renewsTheEntry() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.after(Duration.ofMinutes(5)).nodes.get(0).refresh(Fleet.ISSUER);
            fleet.after(Duration.ofSeconds(1)).requests.clear();
            KeyFetcher late = fleet.node();
            assertThat(late.getKey(Fleet.ISSUER, "one")).isCompleted();
            assertThat(Fleet.age(late)).isEqualTo(Duration.ofSeconds(1));
            assertThat(fleet.requests).isEmpty();
        }
    }

    @Test
    void aRefreshThatACallerAsksFor_isNoOlderThanTheCall() {
        try (Fleet fleet = Fleet.warm(2)) {
            fleet.publishes("one", "two");
            CompletableFuture<?> refreshed = fleet.nodes.get(1).refresh(Fleet.ISSUER);
            fleet.after(Duration.ofSeconds(1));
            assertThat(refreshed).isCompleted();
            assertThat(fleet.requests).hasSize(1);
        }
    }

    @Test
    void whatIsNewerInTheStore_isTakenWhileTheIssuerIsDown() {
        try (Fleet fleet = Fleet.warm(2)) {
            fleet.publishes("one", "two");
            fleet.nodes.get(0).getKey(Fleet.ISSUER, "two");
            fleet.after(Duration.ofSeconds(1)).issuerIsDown = true;
            assertThat(fleet.nodes.get(1).getKey(Fleet.ISSUER, "two")).isCompleted();
        }
    }

    @Test
    void aNodeWithANewSecret_readsWhatAnOlderOneSealed() {
        try (Fleet fleet = Fleet.warm(1)) {
            byte[] next = "another secret, which is the next one".getBytes(UTF_8);
            byte[] before = "a secret of the fleet, 32 bytes long".getBytes(UTF_8);
            SharedStore both = SharedStore.of(fleet.store).withSecrets(next, before);
            assertThat(fleet.node(both, Duration.ZERO).getKey(Fleet.ISSUER, "one"))
                    .isCompleted();
            assertThat(fleet.requests).isEmpty();
        }
    }

    @Test
    void fetchersOfDifferentSettings_shareNothing() {
        try (Fleet fleet = Fleet.warm(1)) {
            KeyFetcherBuilder other = KeyFetcher.builder()
                    .trust(TrustedIssuer.of(Fleet.ISSUER).withJwksUri(Fleet.ISSUER + "/jwks"))
                    .sharedStore(fleet.shared());
            CompletableFuture<VerificationKey> answer =
                    fleet.node(other, Duration.ZERO).getKey(Fleet.ISSUER, "one");
            assertThat(fleet.requests).hasSize(1);
            fleet.after(Fleet.AN_ANSWER);
            assertThat(answer).isCompleted();
        }
    }

    @Test
    void aStoreThatOthersMayWriteTo_needsSecrets() {
        try (Fleet fleet = new Fleet()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> fleet.node(SharedStore.of(fleet.store), Duration.ZERO))
                    .withMessageContaining("withSecrets");
        }
    }
}
