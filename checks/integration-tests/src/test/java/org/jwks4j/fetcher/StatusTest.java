package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerStatus;
import org.jwks4j.IssuerStatus.Counters;
import org.jwks4j.IssuerStatus.State;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.testkit.HeldResponse;

/** What the operator sees, and when the listener is told. */
class StatusTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    private final List<IssuerStatus> told = new ArrayList<>();
    private final Scenario scenario = Scenario.of(direct().listener(listener())).publishes();

    private static org.jwks4j.KeyFetcherBuilder direct() {
        return KeyFetcher.builder().trust(TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString()));
    }

    private KeyFetcherEvent.Listener listener() {
        return event -> {
            if (event instanceof KeyFetcherEvent.StatusChanged changed) {
                told.add(changed.status());
            }
        };
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private IssuerStatus status() {
        return scenario.fetcher.status().get(0);
    }

    private void goesDown() {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
    }

    /** Each as {@code FRESH}, with an exclamation mark where attempts fail. */
    private List<String> transitions() {
        return told.stream()
                .map(status -> status.state() + (status.failures() > 0 ? "!" : ""))
                .toList();
    }

    @Test
    void keysThatTheIssuerForbidsToKeep_areDueAndExpiredOnlyWhenItFails() {
        try (Scenario forbidden = Scenario.of(KeyFetcher.builder()
                .trust(TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString()))
                .refreshPolicy(RefreshPolicy.strictHttpCaching()))) {
            forbidden.publishes("Cache-Control", "no-store").getKey();
            forbidden.after(Duration.ofSeconds(1));
            assertThat(forbidden.fetcher.status().get(0).state()).isEqualTo(IssuerStatus.State.DUE);
            forbidden.answers(503, "").getKey();
            assertThat(forbidden.fetcher.status().get(0).state()).isEqualTo(IssuerStatus.State.EXPIRED);
        }
    }

    @Test
    void states_beginAtTheirBoundsAndNotBefore() {
        scenario.getKey();
        assertStateChanges(Duration.ofMinutes(8), State.FRESH, State.DUE);
        assertStateChanges(Duration.ofMinutes(2), State.DUE, State.STALE);
        assertStateChanges(Duration.ofHours(6), State.STALE, State.EXPIRED);
    }

    private void assertStateChanges(Duration after, State before, State then) {
        scenario.after(after.minus(ONE_NANO));
        assertThat(status().state()).isEqualTo(before);
        scenario.after(ONE_NANO);
        assertThat(status().state()).isEqualTo(then);
    }

    @Test
    void backingOff_endsWithTheNextAttempt() {
        scenario.getKey();
        goesDown();
        scenario.after(Duration.ofMillis(1)).fetcher.refresh(Scenario.ISSUER);
        HeldResponse next = scenario.transport.on(Scenario.JWKS).hold();
        scenario.after(Duration.ofMillis(500).minus(ONE_NANO));
        assertThat(status().isBackingOff()).isTrue();
        assertThat(status().nextAttempt()).hasValue(ONE_NANO);
        scenario.after(ONE_NANO);
        assertThat(next.isRequested()).isTrue();
        assertThat(status().isBackingOff()).isFalse();
        assertThat(status().nextAttempt()).isEmpty();
        assertThat(status().failures()).isEqualTo(1);
        next.respond(200, scenario.issuer.jwkSet());
        assertThat(status().failures()).isZero();
        assertThat(status().isBackingOff()).isFalse();
    }

    @Test
    void aFailure_isToldUntilTheNextSuccess() {
        goesDown();
        scenario.getKey();
        assertThat(status().state()).isEqualTo(State.COLD);
        assertThat(status().lastFailure().orElseThrow()).contains("the connection was refused", "/jwks");
        assertThat(status().lastFailureAt()).hasValue(scenario.time.instant());
        assertThat(status().fetchedAt()).isEmpty();
        assertThat(status().nextAttempt()).hasValue(Duration.ofMillis(125));
        scenario.publishes().after(Duration.ofSeconds(1));
        assertThat(status().lastFailure()).isEmpty();
        assertThat(status().lastFailureAt()).isEmpty();
        assertThat(status().fetchedAt()).isPresent();
    }

    @Test
    void ofACleanSlate_nothingIsKnown() {
        IssuerStatus cold = status();
        assertThat(cold.state()).isEqualTo(State.COLD);
        assertThat(cold.keys()).isZero();
        assertThat(cold.age()).isEmpty();
        assertThat(cold.freshFor()).isEmpty();
        assertThat(cold.jwksUri()).isEmpty();
        assertThat(cold.digest()).isEmpty();
        assertThat(cold.generation()).isZero();
        assertThat(cold.nextAttempt()).isEmpty();
        assertThat(cold.revokedKeys()).isEmpty();
        assertThat(cold.counters()).isEqualTo(new Counters(0, 0, 0, 0));
        assertThat(told).isEmpty();
    }

    @Test
    void status_asksNobody() {
        for (int i = 0; i < 100; i++) {
            status();
        }
        assertThat(scenario.transport.requests()).isEmpty();
        assertThat(scenario.time.pendingTasks()).isZero();
    }

    @Test
    void theUriOfTheKeys_isWhereTheyAreFrom() {
        URI moved = URI.create(Scenario.ISSUER + "/moved");
        try (Scenario discovered = Scenario.discovered().publishes()) {
            assertThat(discovered.fetcher.status().get(0).jwksUri()).isEmpty();
            discovered.getKey();
            assertThat(discovered.fetcher.status().get(0).jwksUri()).hasValue(Scenario.JWKS.toString());
            discovered.answers(404, "");
            discovered
                    .transport
                    .on(Scenario.METADATA)
                    .respondAlways(200, "{\"issuer\":\"" + Scenario.ISSUER + "\",\"jwks_uri\":\"" + moved + "\"}");
            discovered.transport.on(moved).respondAlways(200, discovered.issuer.jwkSet());
            discovered.after(Duration.ofMillis(1)).fetcher.refresh(Scenario.ISSUER);
            assertThat(discovered.fetcher.status().get(0).jwksUri()).hasValue(Scenario.JWKS.toString());
            discovered.after(Duration.ofSeconds(1));
            assertThat(discovered.fetcher.status().get(0).jwksUri()).hasValue(moved.toString());
        }
    }

    @Test
    void counters_countWhatHappens() {
        scenario.getKey();
        scenario.getKey();
        assertThat(status().counters()).isEqualTo(new Counters(1, 0, 0, 0));
        scenario.fetcher.getKey(scenario.inventedToken("nobody"));
        assertThat(status().counters()).isEqualTo(new Counters(2, 0, 0, 1));
        scenario.fetcher.getKey(scenario.inventedToken("nobody"));
        assertThat(status().counters()).isEqualTo(new Counters(2, 0, 0, 2));
        goesDown();
        scenario.after(Duration.ofMillis(1)).fetcher.refresh(Scenario.ISSUER);
        assertThat(status().counters()).isEqualTo(new Counters(3, 1, 0, 2));
        scenario.after(Duration.ofMinutes(11));
        long fetches = status().counters().fetches();
        scenario.getKey();
        scenario.getKey();
        assertThat(status().counters()).isEqualTo(new Counters(fetches, fetches - 2, 2, 2));
        assertThat(fetches).isEqualTo(scenario.jwksRequests());
    }

    @Test
    void aRevokedKeysToken_isNoUnknownKey() {
        scenario.getKey();
        scenario.fetcher.revokeNow(Scenario.ISSUER, "revoked");
        scenario.fetcher.getKey(scenario.inventedToken("revoked"));
        assertThat(status().counters().unknownKeysRefused()).isZero();
    }

    @Test
    void anOutage_isToldOnceForEachChangeAndNotForEachAttempt() {
        scenario.getKey();
        scenario.after(ONE_NANO).getKey(); // so that the refresh comes by itself
        goesDown();
        scenario.after(Duration.ofHours(8));
        assertThat(transitions()).containsExactly("FRESH", "DUE!", "STALE!", "EXPIRED!");
        scenario.publishes().after(Duration.ofMinutes(5));
        assertThat(transitions()).containsExactly("FRESH", "DUE!", "STALE!", "EXPIRED!", "FRESH");
    }

    @Test
    void anIssuerThatWasNeverThere_isToldOnce() {
        goesDown();
        scenario.getKey();
        scenario.after(Duration.ofHours(1));
        assertThat(transitions()).containsExactly("COLD!");
        scenario.publishes().after(Duration.ofMinutes(1));
        assertThat(transitions()).containsExactly("COLD!", "FRESH");
    }

    @Test
    void whatTimeAloneChanges_isToldWithTheNextToken() {
        scenario.getKey();
        scenario.after(Duration.ofHours(1));
        assertThat(transitions()).containsExactly("FRESH", "DUE");
        scenario.transport.on(Scenario.JWKS).hold();
        scenario.getKey();
        assertThat(transitions()).containsExactly("FRESH", "DUE", "STALE");
    }

    @Test
    void whatIsTold_isTheStatusOfThatMoment() {
        scenario.getKey();
        assertThat(told.get(0)).usingRecursiveComparison().isEqualTo(status());
        goesDown();
        scenario.after(Duration.ofMillis(1)).fetcher.refresh(Scenario.ISSUER);
        assertThat(told.get(told.size() - 1).failures()).isEqualTo(1);
        assertThat(told.get(told.size() - 1).isBackingOff()).isTrue();
    }

    @Test
    void whatIsTold_isToldOnTheExecutorAndNeverByTheTimer() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        KeyFetcher fetcher = scenario.onManualTime(direct().listener(listener()))
                .executor(tasks::add)
                .build();
        try {
            CompletableFuture<VerificationKey> caller = fetcher.getKey(scenario.token());
            assertThat(told).isEmpty();
            runAll(tasks);
            assertThat(caller).isCompleted();
            assertThat(transitions()).containsExactly("FRESH");
            assertThat(fetcher.getKey(scenario.token())).isCompleted();
            scenario.after(Duration.ofMinutes(8));
            assertThat(transitions()).containsExactly("FRESH");
            runAll(tasks);
            assertThat(transitions()).containsExactly("FRESH", "DUE", "FRESH");
        } finally {
            fetcher.close();
        }
    }

    private static void runAll(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void aListenerThatAsksBack_harmsNobody() {
        List<KeyFetcher> self = new ArrayList<>();
        KeyFetcherEvent.Listener curious = event -> {
            if (event instanceof KeyFetcherEvent.StatusChanged) {
                self.forEach(fetcher -> told.addAll(fetcher.status()));
                self.forEach(fetcher -> fetcher.refresh(Scenario.ISSUER));
            }
        };
        KeyFetcher fetcher = scenario.onManualTime(direct().listener(curious)).build();
        self.add(fetcher);
        assertThat(fetcher.getKey(scenario.token())).isCompleted();
        assertThat(told).isNotEmpty();
        fetcher.close();
    }
}
