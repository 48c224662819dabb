package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.HeldResponse;

/** How long keys are believed, by the policies that can be chosen. */
class RefreshPolicyTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration ONE_MILLI = Duration.ofMillis(1);

    private final List<Scenario> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Scenario::close);
    }

    private Scenario with(RefreshPolicy policy) {
        TrustedIssuer issuer = TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString());
        Scenario scenario = Scenario.of(KeyFetcher.builder().trust(issuer).refreshPolicy(policy));
        open.add(scenario);
        return scenario;
    }

    private Scenario toTheLetter(String cacheControl) {
        return with(RefreshPolicy.strictHttpCaching()).publishes("Cache-Control", cacheControl);
    }

    private static void goesDown(Scenario scenario) {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
    }

    @Test
    void toTheLetter_aYearIsBelieved() {
        Scenario scenario = toTheLetter("max-age=31536000");
        scenario.getKey();
        assertThat(scenario.fetcher.status().get(0).freshFor()).hasValue(Duration.ofDays(365));
        for (int month = 0; month < 9; month++) {
            assertThat(scenario.after(Duration.ofDays(30)).getKey()).isCompleted();
        }
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void toTheLetter_moreThanAYearIsAYear() {
        Scenario scenario = toTheLetter("max-age=2147483647");
        scenario.getKey();
        assertThat(scenario.fetcher.status().get(0).freshFor()).hasValue(Duration.ofDays(365));
    }

    @Test
    void toTheLetter_whatIsUnsaidIsAsByDefault() {
        Scenario scenario = toTheLetter("public");
        scenario.getKey();
        assertThat(scenario.fetcher.status().get(0).freshFor()).hasValue(Duration.ofMinutes(10));
    }

    @Test
    void toTheLetter_afewSecondsAreAFewSeconds() {
        Scenario scenario = toTheLetter("max-age=5");
        scenario.getKey();
        scenario.after(Duration.ofSeconds(4).minus(ONE_NANO)).getKey();
        assertThat(scenario.jwksRequests()).isEqualTo(1);
        scenario.after(ONE_NANO); // 80 % of five seconds, and it was used
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "no-cache", "max-age=0", "max-age=0, must-revalidate", "max-age=600, no-store"})
    void toTheLetter_eachLookupAsks(String cacheControl) {
        Scenario scenario = toTheLetter(cacheControl);
        for (int i = 1; i <= 20; i++) {
            assertThat(scenario.after(ONE_NANO).getKey()).isCompleted();
            assertThat(scenario.jwksRequests()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "no-cache", "max-age=0"})
    void toTheLetter_noRefreshComesByItself(String cacheControl) {
        Scenario scenario = toTheLetter(cacheControl);
        scenario.getKey();
        scenario.after(ONE_NANO).getKey();
        assertThat(scenario.time.pendingTasks()).isZero();
        scenario.after(Duration.ofDays(1));
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "max-age=0"})
    void toTheLetter_lookupsOfOneMomentShareARequest(String cacheControl) {
        Scenario scenario = toTheLetter(cacheControl);
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        List<CompletableFuture<VerificationKey>> callers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            callers.add(scenario.getKey());
        }
        held.respond(200, scenario.issuer.jwkSet(), "Cache-Control", cacheControl);
        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompleted());
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void noStore_whoComesWhileAFetchIsUnderWayHasOneThatBeganLater() {
        Scenario scenario = toTheLetter("no-store");
        HeldResponse first = scenario.transport.on(Scenario.JWKS).hold();
        HeldResponse second = scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> early = scenario.getKey();
        scenario.after(ONE_MILLI);
        List<CompletableFuture<VerificationKey>> late = List.of(scenario.getKey(), scenario.getKey());
        first.respond(200, scenario.issuer.jwkSet(), "Cache-Control", "no-store");
        assertThat(early).isCompleted();
        assertThat(late).noneMatch(CompletableFuture::isDone);
        second.respond(200, scenario.issuer.jwkSet(), "Cache-Control", "no-store");
        assertThat(late).allSatisfy(caller -> assertThat(caller).isCompleted());
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void noStore_aWithdrawnKeyIsRefusedAtOnce() {
        Scenario scenario = toTheLetter("no-store");
        String token = scenario.token();
        String keyId = scenario.issuer.signingKeyId();
        assertThat(scenario.fetcher.getKey(token)).isCompleted();
        scenario.issuer.rotate();
        scenario.issuer.retire(keyId);
        scenario.publishes("Cache-Control", "no-store").after(ONE_NANO);
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(token)).reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void noStore_anUnknownKeyCostsNoSecondRequest() {
        Scenario scenario = toTheLetter("no-store");
        scenario.getKey();
        scenario.fetcher.getKey(scenario.inventedToken("nobody"));
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void noStore_whileTheIssuerIsDownIsUnavailableAtOnceAndNotAskedByEachCaller() {
        Scenario scenario = toTheLetter("no-store");
        scenario.getKey();
        goesDown(scenario);
        for (int i = 0; i < 100; i++) {
            scenario.after(ONE_NANO);
            assertThat(Scenario.failureOf(scenario.getKey()).httpStatus()).isEqualTo(503);
        }
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void noCache_asksWithTheEntityTagEachTime() {
        Scenario scenario = with(RefreshPolicy.strictHttpCaching());
        scenario.transport
                .on(Scenario.JWKS)
                .respond(200, scenario.issuer.jwkSet(), "Cache-Control", "no-cache", "ETag", "\"a\"")
                .respondAlways(304, "", "Cache-Control", "no-cache");
        scenario.getKey();
        for (int i = 1; i <= 3; i++) {
            assertThat(scenario.after(ONE_MILLI).getKey()).isCompleted();
            assertThat(scenario.transport.requests(Scenario.JWKS).get(i).headers())
                    .containsEntry("If-None-Match", "\"a\"");
        }
        assertThat(scenario.fetcher.status().get(0).generation()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "no-cache", "max-age=0"})
    void toTheLetter_readyAsksOnceHoweverLongTheAnswerTakes(String cacheControl) {
        Scenario scenario = toTheLetter(cacheControl);
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        List<HeldResponse> more = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            more.add(scenario.transport.on(Scenario.JWKS).hold());
        }
        CompletableFuture<Void> ready = scenario.fetcher.ready();
        scenario.after(Duration.ofSeconds(1));
        held.respond(200, scenario.issuer.jwkSet(), "Cache-Control", cacheControl);
        assertThat(ready).isCompleted();
        assertThat(more).noneMatch(HeldResponse::isRequested);
    }

    @Test
    void aMillisecondOfFreshness_andASlowIssuerAreOneFetchPerLookup() {
        Scenario scenario = with(RefreshPolicy.strict().withFreshness(ONE_MILLI, Duration.ZERO, ONE_MILLI));
        for (int i = 1; i <= 3; i++) {
            HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
            CompletableFuture<VerificationKey> caller = scenario.getKey();
            scenario.after(Duration.ofSeconds(4));
            held.respond(200, scenario.issuer.jwkSet());
            assertThat(caller).isCompleted();
            assertThat(scenario.jwksRequests()).isEqualTo(i);
            scenario.after(Duration.ofHours(1));
            assertThat(scenario.jwksRequests()).isEqualTo(i);
        }
        assertThat(scenario.transport.unscriptedRequests()).isEmpty();
    }

    @Test
    void aMillisecondOfFreshness_andManyWhoComeAllTheTimeAreOneFetchAtATime() {
        Scenario scenario = with(RefreshPolicy.strict().withFreshness(ONE_MILLI, Duration.ZERO, ONE_MILLI));
        List<CompletableFuture<VerificationKey>> callers = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            scenario.transport.on(Scenario.JWKS).hold();
            for (int i = 0; i < 10; i++) {
                callers.add(scenario.after(Duration.ofMillis(100)).getKey());
            }
            scenario.transport.on(Scenario.JWKS).hold(); // for those who came after the first one began
            assertThat(scenario.transport.pending()).hasSize(1);
            scenario.transport.pending().get(0).respond(200, scenario.issuer.jwkSet());
            assertThat(scenario.transport.pending()).hasSizeLessThanOrEqualTo(1);
        }
        scenario.transport.pending().get(0).respond(200, scenario.issuer.jwkSet());
        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompleted());
        assertThat(scenario.jwksRequests()).isEqualTo(21);
    }

    @Test
    void toTheLetter_mustRevalidateIsNeverUsedStale() {
        Scenario scenario = toTheLetter("max-age=60, must-revalidate");
        scenario.getKey();
        goesDown(scenario);
        scenario.after(Duration.ofSeconds(60).minus(ONE_NANO));
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(ONE_NANO);
        assertThat(Scenario.failureOf(scenario.getKey()).httpStatus()).isEqualTo(503);
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isEmpty();
    }

    @Test
    void toTheLetter_withoutMustRevalidateItIsUsedStale() {
        Scenario scenario = toTheLetter("max-age=60");
        scenario.getKey();
        goesDown(scenario);
        scenario.after(Duration.ofSeconds(60));
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(Duration.ofHours(6).minus(ONE_NANO));
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(ONE_NANO);
        assertThat(Scenario.failureOf(scenario.getKey()).httpStatus()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=60, must-revalidate", "no-cache", "no-store"})
    void byDefault_staleKeysRideOutAnOutageWhateverTheHeadersForbid(String cacheControl) {
        Scenario scenario = with(RefreshPolicy.defaults()).publishes("Cache-Control", cacheControl);
        scenario.getKey();
        goesDown(scenario);
        scenario.after(Duration.ofMinutes(1));
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(Duration.ofHours(6).minus(ONE_NANO));
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(ONE_NANO);
        assertThat(Scenario.failureOf(scenario.getKey()).httpStatus()).isEqualTo(503);
    }

    @Test
    void strict_servesUntilFreshnessEndsAndNotAtItsEnd() {
        assertServedUntil(RefreshPolicy.strict(), Duration.ofMinutes(10));
    }

    @Test
    void defaults_serveSixHoursPastFreshness() {
        assertServedUntil(RefreshPolicy.defaults(), Duration.ofMinutes(10).plusHours(6));
    }

    @Test
    void resilient_servesADayPastFreshness() {
        assertServedUntil(RefreshPolicy.resilient(), Duration.ofMinutes(10).plusHours(24));
    }

    private void assertServedUntil(RefreshPolicy policy, Duration end) {
        Scenario scenario = with(policy).publishes();
        scenario.getKey();
        goesDown(scenario);
        scenario.after(end.minus(ONE_NANO));
        assertThat(scenario.getKey()).isCompleted();
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isPresent();
        scenario.after(ONE_NANO);
        assertThat(Scenario.failureOf(scenario.getKey()).httpStatus()).isEqualTo(503);
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isEmpty();
        assertThat(scenario.fetcher.status().get(0).state()).isEqualTo(IssuerStatus.State.EXPIRED);
    }
}
