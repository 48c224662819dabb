package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.HeldResponse;

/** A service waits for its keys before it takes tokens. */
class ReadyTest {
    private static final String OTHER = "https://other.example.com";
    private static final String OTHER_JWKS = OTHER + "/jwks";
    private static final String TENANT = "https://tenant.example.com";

    private final List<String> untrusted = List.of("https://evil.example.com");
    private CompletableFuture<Optional<TrustedIssuer>> resolved = CompletableFuture.completedFuture(
            Optional.of(TrustedIssuer.of(TENANT).withJwksUri(Scenario.JWKS.toString())));
    private final Scenario two = Scenario.of(trustingTwo());
    private final Scenario resolving =
            Scenario.of(trustingTwo().trust(name -> resolved).allowPrivateAddresses());

    private static KeyFetcherBuilder trustingTwo() {
        return KeyFetcher.builder()
                .trust(TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString()))
                .trust(TrustedIssuer.of(OTHER).withJwksUri(OTHER_JWKS));
    }

    @AfterEach
    void close() {
        two.close();
        resolving.close();
    }

    private static void otherPublishes(Scenario scenario) {
        scenario.transport.on(OTHER_JWKS).respondAlways(200, scenario.issuer.jwkSet());
    }

    private static void isDown(Scenario scenario) {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
    }

    @Test
    void keysOfWhichNoneCanBeUsed_areNotReady() {
        try (Scenario empty = Scenario.direct().answers(200, "{\"keys\":[]}")) {
            CompletableFuture<Void> ready = empty.fetcher.ready();
            empty.after(Duration.ofMinutes(5)); // believed by now
            assertThat(ready).isNotDone();
            empty.publishes().after(Duration.ofMinutes(10));
            assertThat(ready).isCompleted();
        }
    }

    @Test
    void ready_completesWhenTheLastKeysAreThere() {
        HeldResponse first = two.transport.on(Scenario.JWKS).hold();
        HeldResponse second = two.transport.on(OTHER_JWKS).hold();
        CompletableFuture<Void> ready = two.fetcher.ready();
        first.respond(200, two.issuer.jwkSet());
        assertThat(ready).isNotDone();
        second.respond(200, two.issuer.jwkSet());
        assertThat(ready).isCompleted();
        assertThat(two.getKey()).isCompleted();
        assertThat(two.transport.requests()).hasSize(2);
    }

    @Test
    void ready_ofSomeIsNotAboutTheOthers() {
        two.publishes();
        two.transport.on(OTHER_JWKS).hold();
        assertThat(two.fetcher.ready(List.of(Scenario.ISSUER))).isCompleted();
        assertThat(two.transport.requests()).hasSize(1);
    }

    @Test
    void ready_ofNobodyIsComplete() {
        assertThat(two.fetcher.ready(List.of())).isCompleted();
        assertThat(two.transport.requests()).isEmpty();
    }

    @Test
    void ready_survivesFailuresHoweverLongTheyLast() {
        isDown(two);
        otherPublishes(two);
        CompletableFuture<Void> ready = two.fetcher.ready();
        two.after(Duration.ofDays(3));
        assertThat(ready).isNotDone();
        two.publishes().after(Duration.ofMinutes(1));
        assertThat(ready).isCompleted();
    }

    @Test
    void probesWithoutEnd_areNoReasonToAskMoreOften() {
        isDown(two);
        otherPublishes(two);
        List<CompletableFuture<Void>> probes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            probes.add(two.fetcher.ready());
            two.after(Duration.ofMillis(100));
        }
        assertThat(two.jwksRequests()).isLessThan(15); // 125 ms, then twice as long each time, up to 15 s
        two.publishes().after(Duration.ofMinutes(1));
        assertThat(probes).allSatisfy(probe -> assertThat(probe).isCompleted());
    }

    @Test
    void keysThatAreThere_areReadyWithoutARequestAndAtWhateverAge() {
        two.publishes();
        otherPublishes(two);
        two.fetcher.ready().join();
        assertThat(two.fetcher.ready()).isCompleted();
        assertThat(two.transport.requests()).hasSize(2);
        isDown(two);
        two.after(Duration.ofHours(6));
        assertThat(two.fetcher.ready(List.of(Scenario.ISSUER))).isCompleted();
        two.after(Duration.ofMinutes(10));
        assertThat(two.fetcher.ready(List.of(Scenario.ISSUER))).isNotDone();
    }

    @Test
    void anUntrustedIssuer_isNeverReady() {
        assertThat(Scenario.failureOf(two.fetcher.ready(untrusted)).reason()).isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(two.transport.requests()).isEmpty();
    }

    @Test
    void anUntrustedIssuer_failsAtOnceWhateverTheOthersDo() {
        isDown(two);
        assertThat(Scenario.failureOf(two.fetcher.ready(List.of(Scenario.ISSUER, untrusted.get(0))))
                        .reason())
                .isEqualTo(Reason.UNTRUSTED_ISSUER);
        isDown(resolving);
        resolved = CompletableFuture.completedFuture(Optional.empty());
        assertThat(Scenario.failureOf(resolving.fetcher.ready(List.of(Scenario.ISSUER, untrusted.get(0))))
                        .reason())
                .isEqualTo(Reason.UNTRUSTED_ISSUER);
        resolved = CompletableFuture.failedFuture(new IllegalStateException("database"));
        assertThat(Scenario.failureOf(resolving.fetcher.ready(List.of(Scenario.ISSUER, TENANT)))
                        .reason())
                .isEqualTo(Reason.RESOLVER_FAILED);
    }

    @Test
    void close_endsWhoeverWaits() {
        two.transport.on(Scenario.JWKS).hold();
        isDown(two);
        CompletableFuture<Void> fetching = two.fetcher.ready(List.of(Scenario.ISSUER));
        two.transport.on(OTHER_JWKS).failAlways(new ConnectException("refused"));
        CompletableFuture<Void> backingOff = two.fetcher.ready(List.of(OTHER));
        two.fetcher.close();
        assertThat(Scenario.failureOf(fetching).reason()).isEqualTo(Reason.CLOSED);
        assertThat(Scenario.failureOf(backingOff).reason()).isEqualTo(Reason.CLOSED);
        assertThat(Scenario.failureOf(two.fetcher.ready()).reason()).isEqualTo(Reason.CLOSED);
        int asked = two.transport.requests().size();
        two.after(Duration.ofDays(1));
        assertThat(two.transport.requests()).hasSize(asked);
    }

    @Test
    void aResolvedIssuer_isAskedUntilItAnswers() {
        isDown(resolving);
        CompletableFuture<Void> ready = resolving.fetcher.ready(List.of(TENANT));
        resolving.after(Duration.ofDays(1));
        assertThat(ready).isNotDone();
        resolving.publishes().after(Duration.ofMinutes(1));
        assertThat(ready).isCompleted();
    }

    @Test
    void whoCancels_endsTheAskingOfAResolvedIssuer() {
        isDown(resolving);
        CompletableFuture<Void> ready = resolving.fetcher.ready(List.of(TENANT));
        resolving.after(Duration.ofMinutes(1));
        ready.cancel(true);
        resolving.after(Duration.ofMinutes(1));
        int asked = resolving.jwksRequests();
        resolving.after(Duration.ofDays(1));
        assertThat(resolving.jwksRequests()).isEqualTo(asked);
        assertThat(resolving.time.pendingTasks()).isZero();
    }

    @Test
    void aTimeoutOfTheCallers_endsTheAskingToo() {
        isDown(resolving);
        CompletableFuture<Void> ready = resolving.fetcher.ready(List.of(TENANT));
        resolving.after(Duration.ofMinutes(1));
        ready.completeExceptionally(new java.util.concurrent.TimeoutException()); // as orTimeout does
        resolving.after(Duration.ofMinutes(1));
        assertThat(resolving.time.pendingTasks()).isZero();
    }

    @Test
    void whoCancels_leavesTheOthersAndThePinnedIssuersAlone() {
        isDown(two);
        otherPublishes(two);
        CompletableFuture<Void> impatient = two.fetcher.ready();
        CompletableFuture<Void> patient = two.fetcher.ready();
        impatient.cancel(true);
        two.after(Duration.ofHours(1));
        two.publishes().after(Duration.ofMinutes(1));
        assertThat(patient).isCompleted();
        assertThat(two.fetcher.getKeyIfCached(two.token())).isPresent();
    }

    @Test
    void configuredKeys_areReadyAtOnce() {
        TrustedIssuer fixed = TrustedIssuer.of(Scenario.ISSUER).withJwkSet(JwkSet.parse(two.issuer.jwkSet()));
        try (KeyFetcher fetcher =
                two.onManualTime(KeyFetcher.builder().trust(fixed)).build()) {
            assertThat(fetcher.ready()).isCompleted();
        }
        assertThat(two.transport.requests()).isEmpty();
    }

    @Test
    void aSeed_isReadyAtOnceWhileItMayBeUsed() {
        FetchedJwkSet seed = new FetchedJwkSet(Scenario.ISSUER, JwkSet.parse(two.issuer.jwkSet()), two.time.instant());
        TrustedIssuer seeded = TrustedIssuer.of(Scenario.ISSUER)
                .withJwksUri(Scenario.JWKS.toString())
                .withSeed(seed);
        isDown(two);
        try (KeyFetcher fetcher =
                two.onManualTime(KeyFetcher.builder().trust(seeded)).build()) {
            assertThat(fetcher.ready()).isCompleted();
            assertThat(two.transport.requests()).isEmpty();
            two.after(Duration.ofMinutes(10).plusHours(6).minusNanos(1));
            assertThat(fetcher.ready()).isCompleted();
            two.after(Duration.ofNanos(1));
            assertThat(fetcher.ready()).isNotDone();
        }
    }

    @Test
    void blockingReady_returnsOnceTheKeysAreThere() {
        two.publishes();
        otherPublishes(two);
        two.fetcher.blocking().ready(Duration.ofSeconds(30));
        assertThat(two.fetcher.status()).allMatch(status -> status.keys() > 0);
    }

    @Test
    void blockingReadyThatTimesOut_saysForWhomAndWhy() {
        isDown(two);
        otherPublishes(two);
        assertThatExceptionOfType(KeysUnavailableException.class)
                .isThrownBy(() -> two.fetcher.blocking().ready(Duration.ofMillis(1)))
                .withMessageContaining(Scenario.ISSUER)
                .withMessageContaining("the connection was refused")
                .withMessageNotContaining(OTHER)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
    }
}
