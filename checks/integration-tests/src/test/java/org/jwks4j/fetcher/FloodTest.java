package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerResolver;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.testkit.HeldResponse;

/** Someone sends more than anyone could need. */
class FloodTest {
    private static final Duration HALF_A_MILLI = Duration.ofNanos(500_000);
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);

    private final Scenario scenario = Scenario.warm().after(Duration.ofMinutes(1));

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void tenThousandInventedKeysInFiveSeconds_costFiveRequestsAndHarmNobody() {
        int before = scenario.jwksRequests();
        String good = scenario.token();
        for (int i = 0; i < 10_000; i++) {
            assertThat(scenario.fetcher.getKey(scenario.inventedToken("invented " + i)))
                    .isCompletedExceptionally();
            if (i % 10 == 0) {
                assertThat(scenario.fetcher.getKey(good)).isCompleted();
            }
            scenario.after(HALF_A_MILLI);
        }
        assertThat(scenario.jwksRequests() - before).isLessThanOrEqualTo(5);
    }

    @Test
    void tokensWithoutKidOfAnAlgorithmThatNobodyHas_areAFloodLikeOthers() {
        int before = scenario.jwksRequests();
        String[] algorithms = {"ES384", "ES512", "PS256", "PS384", "EdDSA", "RS256", "RS384", "RS512"};
        for (int i = 0; i < 2_000; i++) {
            String token = scenario.issuer
                    .token()
                    .rawHeader("{\"alg\":\"" + algorithms[i % algorithms.length] + "\"}")
                    .claim("iss", Scenario.ISSUER)
                    .mint();
            assertThat(scenario.fetcher.getKey(token)).isCompletedExceptionally();
            scenario.after(HALF_A_MILLI.multipliedBy(5));
        }
        assertThat(scenario.jwksRequests() - before).isLessThanOrEqualTo(5);
    }

    @Test
    void aRotationInsideOfAFlood_isHonouredWithinASlotAndARoundTrip() {
        for (int rotateAt = 0; rotateAt < 4_000; rotateAt += 450) {
            assertThat(untilHonoured(rotateAt))
                    .as("rotated at %d ms", rotateAt)
                    .isLessThanOrEqualTo(Duration.ofSeconds(2).plus(ROUND_TRIP).plusMillis(1));
        }
    }

    /** Each request takes a round trip; what it is answered was so when it arrived. */
    private Duration untilHonoured(int rotateAtMillis) {
        HttpTransport slow = request -> {
            CompletableFuture<HttpTransport.Response> answer = new CompletableFuture<>();
            HttpTransport.Response response = new HttpTransport.Response(
                    200, Map.of(), scenario.issuer.jwkSet().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            scenario.time
                    .scheduler()
                    .schedule(() -> answer.complete(response), ROUND_TRIP.toMillis(), TimeUnit.MILLISECONDS);
            return answer;
        };
        TrustedIssuer issuer = TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString());
        KeyFetcherBuilder builder =
                scenario.onManualTime(KeyFetcher.builder().trust(issuer)).transport(slow);
        try (KeyFetcher fetcher = builder.build()) {
            fetcher.ready();
            scenario.after(Duration.ofMinutes(1));
            String fresh = "";
            CompletableFuture<VerificationKey> retried = CompletableFuture.failedFuture(new IllegalStateException());
            for (int milli = 0; milli < 10_000; milli++) {
                fetcher.getKey(scenario.inventedToken("invented " + milli));
                if (milli == rotateAtMillis) {
                    scenario.issuer.rotate();
                    fresh = scenario.token();
                    retried = fetcher.getKey(fresh);
                } else if (milli > rotateAtMillis && retried.isCompletedExceptionally()) {
                    retried = fetcher.getKey(fresh);
                } else if (retried.isDone() && milli > rotateAtMillis) {
                    return Duration.ofMillis(milli - rotateAtMillis);
                }
                scenario.after(Duration.ofMillis(1));
            }
            throw new AssertionError("the rotation was never honoured");
        }
    }

    @Test
    void aHundredThousandInventedIssuers_pushOutNobodyWhoIsBusy() {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            known.add("https://tenant-" + i + ".example.com");
        }
        assertFloodOfIssuersHarmsNobody(
                100_000,
                known,
                name -> CompletableFuture.completedFuture(
                        known.contains(name) ? Optional.of(trusted(name)) : Optional.empty()));
    }

    /** As where a wildcard is trusted, so that each invented name is an issuer. */
    @Test
    void issuersThatAnybodyCanInvent_pushOutNobodyWhoIsBusy() {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            known.add("https://tenant-" + i + ".example.com");
        }
        assertFloodOfIssuersHarmsNobody(
                10_000, known, name -> CompletableFuture.completedFuture(Optional.of(trusted(name))));
    }

    private static TrustedIssuer trusted(String name) {
        return TrustedIssuer.of(name).withJwksUri(name + "/jwks");
    }

    private void assertFloodOfIssuersHarmsNobody(int invented, Set<String> busy, IssuerResolver resolver) {
        Map<String, Integer> requests = new java.util.concurrent.ConcurrentHashMap<>();
        HttpTransport.Response keys = new HttpTransport.Response(
                200, Map.of(), scenario.issuer.jwkSet().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        KeyFetcherBuilder builder = scenario.onManualTime(KeyFetcher.builder()
                        .trust(trusted(Scenario.ISSUER))
                        .trust(resolver)
                        .allowPrivateAddresses()
                        .maximumIssuers(100))
                .transport(request -> {
                    requests.merge(request.uri().getHost(), 1, Integer::sum);
                    return CompletableFuture.completedFuture(keys);
                });
        try (KeyFetcher fetcher = builder.build()) {
            fetcher.ready();
            List<String> names = new ArrayList<>(busy);
            for (int round = 0; round < 20; round++) {
                names.forEach(fetcher::getJwkSet);
            }
            for (int i = 0; i < invented; i++) {
                fetcher.getJwkSet("https://invented-" + i + ".example.com");
                assertThat(fetcher.getJwkSet(names.get(i % names.size()))).isCompleted();
            }
            // As many whose keys were had, and as many newcomers
            int issuers = fetcher.status().size();
            assertThat(issuers).isLessThanOrEqualTo(1 + 2 * 100);
            // To refresh and to come to rest; and of those in use, to ask the resolver again
            assertThat(scenario.time.pendingTasks()).isLessThanOrEqualTo(2 * issuers + busy.size() + 2);
            busy.forEach(name -> assertThat(requests.get(name.substring("https://".length())))
                    .as(name)
                    .isEqualTo(1));
            assertThat(requests.get("issuer.example.com")).isEqualTo(1);
            assertThat(fetcher.getKey(scenario.token())).isCompleted();
        }
    }

    @Test
    void aFloodOfTokensForATrustedIssuerThatHangs_costsOneRequestAndEndsInTime() {
        try (Scenario cold = Scenario.direct()) {
            HeldResponse held = cold.transport.on(Scenario.JWKS).hold();
            cold.answers(503, "");
            List<CompletableFuture<VerificationKey>> callers = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                callers.add(cold.fetcher.getKey(cold.inventedToken("invented " + i)));
            }
            assertThat(held.isRequested()).isTrue();
            assertThat(cold.jwksRequests()).isEqualTo(1);
            cold.after(Duration.ofSeconds(5));
            assertThat(callers).allMatch(CompletableFuture::isCompletedExceptionally);
        }
    }
}
