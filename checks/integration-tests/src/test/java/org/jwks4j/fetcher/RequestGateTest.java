package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.RequestQueueStatus;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.HeldResponse;

/** More wants to be asked than may be asked at once. */
class RequestGateTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    private final List<Scenario> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Scenario::close);
    }

    /** Issuers {@code host/1}, {@code host/2} and so on, each with a JWKS URI under its name. */
    private Scenario trusting(KeyFetcherBuilder builder, int perHost, String... hosts) {
        for (String host : hosts) {
            for (int i = 1; i <= perHost; i++) {
                builder.trust(issuer(host + "/" + i));
            }
        }
        Scenario scenario = Scenario.of(builder);
        open.add(scenario);
        return scenario;
    }

    private static TrustedIssuer issuer(String name) {
        return TrustedIssuer.of("https://" + name).withJwksUri("https://" + name + "/jwks");
    }

    private static KeyFetcherBuilder allowing(int atOnce, int perHost) {
        return KeyFetcher.builder().maximumRequests(atOnce, perHost);
    }

    private static HeldResponse held(Scenario scenario, String name) {
        return scenario.transport.on("https://" + name + "/jwks").hold();
    }

    private static CompletableFuture<JwkSet> ask(Scenario scenario, String name) {
        return scenario.fetcher.getJwkSet("https://" + name);
    }

    private static void answer(Scenario scenario, HeldResponse held) {
        held.respond(200, scenario.issuer.jwkSet());
    }

    private static List<String> underWay(Scenario scenario) {
        return scenario.transport.pending().stream()
                .map(held -> held.request().uri().getHost()
                        + held.request().uri().getPath().replace("/jwks", ""))
                .toList();
    }

    private List<HeldResponse> askAll(Scenario scenario, String... names) {
        List<HeldResponse> all = new ArrayList<>();
        for (String name : names) {
            all.add(held(scenario, name));
            ask(scenario, name);
        }
        return all;
    }

    @Test
    void byDefault_sixtyFourRequestsToOneHostAreUnderWay() {
        Scenario scenario = trusting(KeyFetcher.builder(), 65, "a");
        List<HeldResponse> held = new ArrayList<>();
        for (int i = 1; i <= 65; i++) {
            held.addAll(askAll(scenario, "a/" + i));
        }
        assertThat(underWay(scenario)).hasSize(64).doesNotContain("a/65");
        answer(scenario, held.get(0));
        assertThat(underWay(scenario)).hasSize(64).contains("a/65");
    }

    @Test
    void byDefault_aHundredAndTwentyEightRequestsAreUnderWay() {
        String[] hosts = IntStream.range(0, 129).mapToObj(i -> "host-" + i).toArray(String[]::new);
        Scenario scenario = trusting(KeyFetcher.builder(), 1, hosts);
        for (String host : hosts) {
            held(scenario, host + "/1");
            ask(scenario, host + "/1");
        }
        assertThat(underWay(scenario)).hasSize(128).doesNotContain("host-128/1");
    }

    @Test
    void hosts_takeTurns() {
        Scenario scenario = trusting(allowing(1, 1), 3, "a", "b");
        List<HeldResponse> held = askAll(scenario, "a/1", "a/2", "a/3", "b/1", "b/2");
        List<String> order = new ArrayList<>();
        while (!underWay(scenario).isEmpty()) {
            order.addAll(underWay(scenario));
            answer(scenario, scenario.transport.pending().get(0));
        }
        assertThat(order).containsExactly("a/1", "b/1", "a/2", "b/2", "a/3");
        assertThat(held).allMatch(HeldResponse::isRequested);
    }

    @Test
    void aSlowHost_holdsUpNoOtherWhileThereIsRoom() {
        Scenario scenario = trusting(allowing(3, 2), 5, "slow", "quick");
        askAll(scenario, "slow/1", "slow/2", "slow/3", "slow/4", "slow/5");
        HeldResponse quick = held(scenario, "quick/1");
        CompletableFuture<JwkSet> caller = ask(scenario, "quick/1");
        answer(scenario, quick);
        assertThat(caller).isCompleted();
        assertThat(underWay(scenario)).containsExactly("slow/1", "slow/2");
    }

    @Test
    void oneHost_isOneWhateverItsCaseAndWhetherItsPortIsSaid() {
        Scenario scenario = trusting(allowing(8, 1), 1, "a.example.com", "A.EXAMPLE.com", "a.example.com:443");
        askAll(scenario, "a.example.com/1", "A.EXAMPLE.com/1", "a.example.com:443/1");
        assertThat(underWay(scenario)).hasSize(1);
    }

    @Test
    void otherPorts_areOtherHosts() {
        Scenario scenario = trusting(allowing(8, 1), 1, "a", "a:8443");
        askAll(scenario, "a/1", "a:8443/1");
        assertThat(underWay(scenario)).hasSize(2);
    }

    /** A caller's deadline ends its own waiting; the request is sent when its turn comes, and the issuer has not failed. */
    @Test
    void whoeverHasNoTurnInTime_isToldSoAndTheRequestKeepsItsPlace() {
        Scenario scenario = trusting(allowing(1, 1).deadline(Duration.ofSeconds(3)), 2, "a");
        askAll(scenario, "a/1"); // until 5 s
        HeldResponse later = held(scenario, "a/2");
        CompletableFuture<JwkSet> caller = ask(scenario, "a/2");
        scenario.after(Duration.ofSeconds(3).minus(ONE_NANO));
        assertThat(caller).isNotDone();
        scenario.after(ONE_NANO);
        assertThat(Scenario.failureOf(caller).reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
        assertThat(Scenario.failureOf(caller))
                .hasMessageContaining("had no turn within the caller's deadline of 3000 ms");
        assertThat(scenario.fetcher.status("https://a/2").orElseThrow().failures())
                .isZero();
        assertThat(scenario.fetcher.requestQueues())
                .containsExactly(
                        new RequestQueueStatus(RequestQueueStatus.Issuers.NAMED, 1, 1, Duration.ofSeconds(3), 0));
        scenario.after(Duration.ofSeconds(2));
        answer(scenario, later);
        assertThat(ask(scenario, "a/2")).isCompleted();
    }

    @Test
    void whoeverWaitsForAnIssuerThatWasAsked_isToldOfATimeout() {
        Scenario scenario = trusting(allowing(1, 1).deadline(Duration.ofSeconds(3)), 2, "a");
        HeldResponse first = held(scenario, "a/1");
        CompletableFuture<JwkSet> asked = ask(scenario, "a/1");
        HeldResponse second = held(scenario, "a/2");
        scenario.after(Duration.ofSeconds(2));
        CompletableFuture<JwkSet> next = ask(scenario, "a/2");
        scenario.after(Duration.ofSeconds(1));
        assertThat(Scenario.failureOf(asked).reason()).isEqualTo(Reason.TIMEOUT);
        answer(scenario, first);
        assertThat(second.isRequested()).isTrue();
        scenario.after(Duration.ofSeconds(2));
        assertThat(Scenario.failureOf(next).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void aTurnThatComesAtFiveSecondsAndNotLater_isTaken() {
        Scenario scenario = trusting(allowing(1, 1), 2, "a");
        askAll(scenario, "a/1", "a/2");
        scenario.after(Duration.ofSeconds(5)); // the first one's timeout is the second one's turn
        assertThat(underWay(scenario)).containsExactly("a/2");
    }

    /** The 65th that waits, or another, is refused at once; so are all after two seconds, and no issuer has failed. */
    @Test
    void newcomersThatFindNoPlace_areRefusedAtOnce() {
        Scenario scenario = trusting(
                allowing(1, 1)
                        .trust(IssuerTemplate.of("https://kc.example.com/{realm}")
                                .with(issuer -> issuer.withJwksUri(issuer.name() + "/jwks"))),
                0);
        List<CompletableFuture<JwkSet>> callers = new ArrayList<>();
        for (int i = 0; i < 67; i++) {
            held(scenario, "kc.example.com/" + i);
            callers.add(ask(scenario, "kc.example.com/" + i));
        }
        List<CompletableFuture<JwkSet>> refused =
                callers.stream().filter(CompletableFuture::isDone).toList();
        assertThat(refused).hasSize(2);
        scenario.after(Duration.ofSeconds(2));
        assertThat(callers.stream().filter(CompletableFuture::isDone))
                .hasSize(66)
                .allSatisfy(caller -> {
                    KeyFetchException failure = Scenario.failureOf(caller);
                    assertThat(failure.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
                    assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(1));
                });
        assertThat(underWay(scenario)).containsExactly("kc.example.com/0");
        assertThat(scenario.fetcher.status()).hasSize(1);
        assertThat(scenario.fetcher.requestQueues().get(2).refused()).isEqualTo(66);
    }

    @Test
    void aTransportThatThrows_givesItsTurnBack() {
        Scenario scenario = trusting(allowing(1, 1), 2, "a");
        scenario.transport.on("https://a/1/jwks").failAlways(new LinkageError("broken transport"));
        for (int i = 0; i < 5; i++) {
            assertThat(scenario.fetcher.refresh("https://a/1")).isCompletedExceptionally();
        }
        askAll(scenario, "a/2");
        assertThat(underWay(scenario)).containsExactly("a/2");
    }

    @Test
    void anExecutorThatIsOutOfThreadsForAWhile_losesNoTurn() {
        AtomicBoolean outOfThreads = new AtomicBoolean();
        AtomicInteger tasks = new AtomicInteger();
        for (int failing = 0; failing < 8; failing++) {
            Scenario base = trusting(allowing(1, 1), 1, "unused");
            int first = failing;
            KeyFetcherBuilder builder = base.onManualTime(allowing(1, 1).trust(issuer("a/1")))
                    .executor(task -> {
                        if (outOfThreads.get() && tasks.getAndIncrement() == first) {
                            throw new InternalError("unable to create native thread");
                        }
                        task.run();
                    });
            base.transport.on("https://a/1/jwks").respondAlways(200, base.issuer.jwkSet());
            try (KeyFetcher fetcher = builder.build()) {
                tasks.set(0);
                outOfThreads.set(true);
                var unlucky = catchThrowable(() -> fetcher.getJwkSet("https://a/1")); // is another matter
                outOfThreads.set(false);
                base.after(Duration.ofMinutes(1));
                assertThat(fetcher.refresh("https://a/1"))
                        .as("task %d failed: %s", failing, unlucky)
                        .isCompleted();
            }
        }
    }

    @Test
    void thousandsThatWaitForOneHost_areAllServedInTheEnd() {
        Scenario scenario = trusting(allowing(1, 1), 5_000, "a");
        for (int i = 2; i <= 5_000; i++) {
            scenario.transport.on("https://a/" + i + "/jwks").respondAlways(200, scenario.issuer.jwkSet());
        }
        HeldResponse first = held(scenario, "a/1");
        List<CompletableFuture<JwkSet>> callers = new ArrayList<>();
        for (int i = 1; i <= 5_000; i++) {
            callers.add(ask(scenario, "a/" + i));
        }
        answer(scenario, first);
        assertThat(callers).allMatch(caller -> caller.isDone() && !caller.isCompletedExceptionally());
    }

    @Test
    void resolvedIssuers_neverHoldUpPinnedOnes() {
        Scenario scenario = trusting(
                allowing(1, 1)
                        .allowPrivateAddresses()
                        .trust(name -> CompletableFuture.completedFuture(
                                Optional.of(TrustedIssuer.of(name).withJwksUri(name + "/jwks")))),
                1,
                "pinned");
        askAll(scenario, "tenant/1", "tenant/2", "pinned/2"); // the last one is resolved too, on the pinned one's host
        assertThat(underWay(scenario)).containsExactly("tenant/1");
        HeldResponse pinned = held(scenario, "pinned/1");
        CompletableFuture<JwkSet> caller = ask(scenario, "pinned/1");
        answer(scenario, pinned);
        assertThat(caller).isCompleted();
    }

    @Test
    void inventedTenants_neverHoldUpThoseWhoseKeysAreThere() {
        Scenario scenario = trusting(
                allowing(1, 1)
                        .trust(IssuerTemplate.of("https://kc.example.com/{realm}")
                                .with(issuer -> issuer.withJwksUri(issuer.name() + "/jwks"))),
                0);
        answer(scenario, askAll(scenario, "kc.example.com/known").get(0));
        askAll(scenario, "kc.example.com/invented-1", "kc.example.com/invented-2");
        assertThat(underWay(scenario)).containsExactly("kc.example.com/invented-1");
        HeldResponse known = held(scenario, "kc.example.com/known");
        CompletableFuture<JwkSet> caller = scenario.fetcher.refresh("https://kc.example.com/known");
        answer(scenario, known);
        assertThat(caller).isCompleted();
    }

    @Test
    void aCallerWhoHasGoneAway_leavesTheFetchItsTurn() {
        Scenario scenario = trusting(allowing(1, 1), 2, "a");
        List<HeldResponse> first = askAll(scenario, "a/1");
        held(scenario, "a/2");
        ask(scenario, "a/2").cancel(true);
        answer(scenario, first.get(0));
        assertThat(underWay(scenario)).containsExactly("a/2");
    }

    @Test
    void whoWaitsForATurn_leavesNoTimerBehindOnceServed() {
        Scenario scenario = trusting(allowing(1, 1), 2, "a");
        List<HeldResponse> held = askAll(scenario, "a/1", "a/2");
        held.forEach(each -> answer(scenario, each));
        assertThat(scenario.time.pendingTasks()).isEqualTo(2); // one refresh each
    }

    @Test
    void nonsense_isRefusedAtOnce() {
        for (int[] wrong : new int[][] {{0, 0}, {1, 0}, {1, 2}, {0, 1}, {-1, -1}, {16, -2}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> allowing(wrong[0], wrong[1]))
                    .withMessageContaining("maximumRequests(" + wrong[0] + ", " + wrong[1] + ")");
        }
        assertThat(allowing(1, 1)).isNotNull();
    }
}
