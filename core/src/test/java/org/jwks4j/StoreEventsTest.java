package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.KeyFetcherEvent.KeySetChanged;
import org.jwks4j.KeyFetcherEvent.StoreEntryRefused;
import org.jwks4j.KeyFetcherEvent.StoreEntryTaken;
import org.jwks4j.KeyFetcherEvent.StoreLeaseAwaited;
import org.jwks4j.KeyFetcherEvent.StoreLeaseTaken;
import org.jwks4j.store.SharedStore;

/** Who keys came from, and what a fetcher tells of its store. */
class StoreEventsTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final List<KeyFetcherEvent> events = new ArrayList<>();

    private KeyFetcher listening(Fleet fleet) {
        return fleet.node(
                KeyFetcher.builder()
                        .trust(Fleet.ISSUER)
                        .sharedStore(fleet.shared())
                        .listener(events::add),
                Duration.ZERO);
    }

    private <E extends KeyFetcherEvent> Stream<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static FetchedJwkSet.Origin origin(KeyFetcher node) {
        return node.status().get(0).origin().orElseThrow();
    }

    @Test
    void whoAsksForAll_saysSo() {
        try (Fleet fleet = new Fleet()) {
            KeyFetcher node = listening(fleet);
            fleet.allAsk("one");
            assertThat(node.status().get(0).origin()).isEmpty();
            fleet.after(A_SECOND);
            assertThat(told(StoreLeaseTaken.class))
                    .extracting(StoreLeaseTaken::issuer)
                    .containsExactly(Fleet.ISSUER);
            assertThat(told(StoreEntryTaken.class)).isEmpty();
            assertThat(told(KeySetChanged.class))
                    .extracting(KeySetChanged::origin)
                    .containsExactly(FetchedJwkSet.Origin.ISSUER);
            assertThat(origin(node)).isEqualTo(FetchedJwkSet.Origin.ISSUER);
        }
    }

    @Test
    void whoTakesAnotherNodesAnswer_saysHowOldItIs() {
        try (Fleet fleet = Fleet.warm(1)) {
            KeyFetcher node = listening(fleet);
            node.getKey(Fleet.ISSUER, "one");
            assertThat(told(StoreEntryTaken.class))
                    .extracting(StoreEntryTaken::age)
                    .containsExactly(Fleet.age(node));
            assertThat(told(StoreLeaseTaken.class)).isEmpty();
            assertThat(told(KeySetChanged.class))
                    .extracting(KeySetChanged::origin)
                    .containsExactly(FetchedJwkSet.Origin.STORE);
            assertThat(origin(node)).isEqualTo(FetchedJwkSet.Origin.STORE);
        }
    }

    @Test
    void keysOfTheStoreThatTheIssuerConfirms_areTheIssuers() {
        try (Fleet fleet = Fleet.warm(1)) {
            KeyFetcher node = listening(fleet);
            node.getKey(Fleet.ISSUER, "one");
            node.refresh(Fleet.ISSUER);
            fleet.after(A_SECOND);
            assertThat(origin(node)).isEqualTo(FetchedJwkSet.Origin.ISSUER);
        }
    }

    @Test
    void whoWaitsForAnother_saysForHowLong_andWhetherItCame() {
        try (Fleet fleet = Fleet.of(1)) {
            listening(fleet);
            fleet.allAsk("one");
            fleet.after(A_SECOND);
            assertThat(told(StoreLeaseAwaited.class)).singleElement().satisfies(wait -> {
                assertThat(wait.found()).isTrue();
                assertThat(wait.waited()).isBetween(Fleet.AN_ANSWER, Fleet.AN_ANSWER.multipliedBy(4));
            });
        }
    }

    @Test
    void whoWaitsInVain_saysSo() {
        try (Fleet fleet = new Fleet()) {
            fleet.store.intruderHoldsLeases = true;
            listening(fleet);
            fleet.allAsk("one");
            fleet.after(A_SECOND.multipliedBy(2));
            assertThat(told(StoreLeaseAwaited.class)).singleElement().satisfies(wait -> {
                assertThat(wait.found()).isFalse();
                assertThat(wait.waited()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
            });
            assertThat(told(StoreLeaseTaken.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, OTHER_VERSION", "1, UNKNOWN_SECRET", "8, DAMAGED", "12, WRONG_SEAL", "-1, DAMAGED"})
    void anEntryThatWasChanged_isToldWithTheReason(int at, SharedStore.Refusal reason) {
        isRefused(
                reason,
                fleet -> fleet.store.entries.values().forEach(entry -> entry[at < 0 ? entry.length - 1 : at] ^= 8));
    }

    @Test
    void anEntryUnderAnotherName_isToldWithTheReason() {
        isRefused(SharedStore.Refusal.OTHER_NAME, fleet -> {
            List<byte[]> all = List.copyOf(fleet.store.entries.values());
            fleet.store.entries.replaceAll((name, entry) -> all.get(entry == all.get(0) ? 1 : 0));
        });
    }

    @Test
    void anEntryFromTheFuture_isToldWithTheReason() {
        try (Fleet fleet = new Fleet()) {
            fleet.node(fleet.shared(), Duration.ofMinutes(10)).getKey(Fleet.ISSUER, "one");
            fleet.after(A_SECOND);
            listening(fleet).getKey(Fleet.ISSUER, "one");
            fleet.after(A_SECOND);
            assertThat(told(StoreEntryRefused.class))
                    .extracting(StoreEntryRefused::reason)
                    .contains(SharedStore.Refusal.FROM_THE_FUTURE);
        }
    }

    private void isRefused(SharedStore.Refusal reason, Consumer<Fleet> change) {
        try (Fleet fleet = Fleet.warm(1)) {
            change.accept(fleet);
            KeyFetcher node = listening(fleet);
            node.getKey(Fleet.ISSUER, "one");
            fleet.after(A_SECOND);
            assertThat(told(StoreEntryRefused.class)).isNotEmpty().allSatisfy(event -> {
                assertThat(event.reason()).isEqualTo(reason);
                assertThat(event.issuer()).isEqualTo(Fleet.ISSUER);
            });
            assertThat(origin(node)).isEqualTo(FetchedJwkSet.Origin.ISSUER);
        }
    }

    @Test
    void keysThatNoOneFetched_sayWhoGaveThem() {
        FetchedJwkSet seed;
        try (Fleet fleet = Fleet.warm(1)) {
            seed = fleet.nodes.get(0).export(Fleet.ISSUER).orElseThrow();
        }
        try (Fleet fleet = new Fleet()) {
            TrustedIssuer seeded = TrustedIssuer.of(Fleet.ISSUER).withSeed(seed);
            TrustedIssuer fixed = TrustedIssuer.of(Fleet.ISSUER).withJwkSet(seed.jwkSet());
            assertThat(origin(fleet.node(KeyFetcher.builder().trust(seeded), Duration.ZERO)))
                    .isEqualTo(FetchedJwkSet.Origin.SEED);
            assertThat(origin(fleet.node(KeyFetcher.builder().trust(fixed), Duration.ZERO)))
                    .isEqualTo(FetchedJwkSet.Origin.CONFIGURATION);
        }
    }
}
