package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.HeldResponse;

/** A process ends and another one begins with the keys that it left. */
class SeedTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration ONE_MILLI = Duration.ofMillis(1);
    private static final Duration LIFE = Duration.ofMinutes(10).plusHours(6);

    /** The process that was: it fetched its keys a millisecond ago. */
    private final Scenario before = Scenario.warm();

    private final FetchedJwkSet seed = before.fetcher.export(Scenario.ISSUER).orElseThrow();
    private final List<KeyFetcher> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(KeyFetcher::close);
        before.close();
    }

    private static TrustedIssuer seeded(FetchedJwkSet with) {
        return TrustedIssuer.of(Scenario.ISSUER)
                .withJwksUri(Scenario.JWKS.toString())
                .withSeed(with);
    }

    private KeyFetcher startsWith(FetchedJwkSet with) {
        return startsWith(with, RefreshPolicy.defaults());
    }

    private KeyFetcher startsWith(FetchedJwkSet with, RefreshPolicy policy) {
        KeyFetcher fetcher = before.onManualTime(
                        KeyFetcher.builder().trust(seeded(with)).refreshPolicy(policy))
                .build();
        open.add(fetcher);
        return fetcher;
    }

    private FetchedJwkSet fetchedAt(Instant time) {
        return new FetchedJwkSet(Scenario.ISSUER, seed.jwkSet(), time);
    }

    private void issuerIsDown() {
        before.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
    }

    private CompletableFuture<VerificationKey> ask(KeyFetcher fetcher) {
        return fetcher.getKey(before.token());
    }

    @Test
    void keysThatAreStillTheSame_areNoNews() {
        KeyFetcher after = startsWith(seed);
        before.events.forget();
        after.refresh(Scenario.ISSUER).join();
        assertThat(before.events.lines()).noneMatch(line -> line.startsWith("changed"));
    }

    @Test
    void keysThatAreThereFromTheStart_areTold() {
        before.events.forget();
        startsWith(seed);
        assertThat(before.events.lines()).containsExactly("changed +[key-1] -[]");
    }

    @Test
    void whatAnAnswerForbade_isForbiddenToASeedWhereHeadersAreObeyed() {
        issuerIsDown();
        KeyFetcher after = startsWith(seed, RefreshPolicy.strictHttpCaching());
        assertThat(ask(after)).isCompleted();
        before.after(Duration.ofMinutes(10));
        assertThat(Scenario.failureOf(ask(after)).httpStatus()).isEqualTo(503);
    }

    @Test
    void aFreshSeed_servesAtOnceWithoutARequest() {
        issuerIsDown();
        KeyFetcher after = startsWith(seed);
        assertThat(ask(after)).isCompleted();
        assertThat(after.getKeyIfCached(before.token())).isPresent();
        assertThat(before.jwksRequests()).isEqualTo(1);
        assertThat(after.status().get(0).state()).isEqualTo(IssuerStatus.State.FRESH);
        assertThat(after.status().get(0).age()).hasValue(ONE_MILLI);
        assertThat(after.status().get(0).freshFor())
                .hasValue(Duration.ofMinutes(10).minus(ONE_MILLI));
    }

    @Test
    void aSeedOfSevenMinutes_isServedAndRefreshedInTheBackground() {
        before.after(Duration.ofMinutes(7).minus(ONE_MILLI).minus(ONE_NANO));
        KeyFetcher after = startsWith(seed);
        assertThat(ask(after)).isCompleted();
        assertThat(before.jwksRequests()).isEqualTo(1);
        before.after(ONE_NANO);
        assertThat(ask(after)).isCompleted();
        assertThat(before.jwksRequests()).isEqualTo(2);
    }

    @Test
    void aStaleSeed_waitsForTheIssuerASecondAtMost() {
        before.after(Duration.ofHours(1));
        HeldResponse held = before.transport.on(Scenario.JWKS).hold();
        KeyFetcher after = startsWith(seed);
        CompletableFuture<VerificationKey> caller = ask(after);
        before.after(Duration.ofSeconds(1).minus(ONE_NANO));
        assertThat(caller).isNotDone();
        before.after(ONE_NANO);
        assertThat(caller).isCompleted();
        assertThat(held.isCancelled()).isFalse();
    }

    @Test
    void aStaleSeed_isServedAtOnceWhileAttemptsFail() {
        before.after(Duration.ofHours(1));
        issuerIsDown();
        KeyFetcher after = startsWith(seed);
        assertThat(ask(after)).isCompleted();
        assertThat(after.status().get(0).state()).isEqualTo(IssuerStatus.State.STALE);
    }

    @Test
    void anExpiredSeed_isNotUsed() {
        issuerIsDown();
        before.after(LIFE.minus(ONE_MILLI).minus(ONE_NANO));
        assertThat(ask(startsWith(seed))).isCompleted();
        before.after(ONE_NANO);
        KeyFetcher after = startsWith(seed);
        assertThat(Scenario.failureOf(ask(after)).httpStatus()).isEqualTo(503);
        assertThat(after.getKeyIfCached(before.token())).isEmpty();
        assertThat(after.status().get(0).state()).isEqualTo(IssuerStatus.State.COLD);
    }

    @Test
    void anExpiredSeed_isNoHindranceWhenTheIssuerAnswers() {
        before.after(Duration.ofDays(400));
        assertThat(ask(startsWith(seed))).isCompleted();
        assertThat(ask(startsWith(fetchedAt(Instant.MIN)))).isCompleted();
        assertThat(ask(startsWith(fetchedAt(Instant.EPOCH)))).isCompleted();
    }

    @Test
    void aSeedThatWasServedAtItsStart_expiresAllTheSame() {
        issuerIsDown();
        KeyFetcher after = startsWith(seed);
        before.after(LIFE.minus(ONE_MILLI).minus(ONE_NANO));
        assertThat(ask(after)).isCompleted();
        before.after(ONE_NANO);
        assertThat(Scenario.failureOf(ask(after)).httpStatus()).isEqualTo(503);
    }

    @Test
    void thePolicy_decidesOverSeedsToo() {
        issuerIsDown();
        before.after(Duration.ofMinutes(10).minus(ONE_MILLI).minus(ONE_NANO));
        assertThat(ask(startsWith(seed, RefreshPolicy.strict()))).isCompleted();
        before.after(ONE_NANO);
        assertThat(ask(startsWith(seed, RefreshPolicy.strict()))).isCompletedExceptionally();
        assertThat(ask(startsWith(seed, RefreshPolicy.defaults()))).isCompleted();
        before.after(Duration.ofHours(24).minus(ONE_NANO));
        assertThat(ask(startsWith(seed, RefreshPolicy.resilient()))).isCompleted();
        before.after(ONE_NANO);
        assertThat(ask(startsWith(seed, RefreshPolicy.resilient()))).isCompletedExceptionally();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-01-01T00:00:00.001000001Z", "2027-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"
            })
    void aTimeToCome_countsAsNow(String fetchedAt) {
        issuerIsDown();
        KeyFetcher after = startsWith(fetchedAt(Instant.parse(fetchedAt)));
        assertThat(after.status().get(0).freshFor()).hasValue(Duration.ofMinutes(10));
        assertThat(after.status().get(0).age()).hasValue(Duration.ZERO);
        before.after(LIFE.minus(ONE_NANO));
        assertThat(ask(after)).isCompleted();
        before.after(ONE_NANO);
        assertThat(ask(after)).isCompletedExceptionally();
    }

    @Test
    void restartAfterRestart_theKeysGrowOld() {
        issuerIsDown();
        assertGrowsOld(seed);
    }

    /** As from a machine whose clock was wrong when it fetched. */
    @Test
    void restartAfterRestart_alsoKeysFromATimeToComeGrowOld() {
        issuerIsDown();
        assertGrowsOld(fetchedAt(before.time.instant().plus(Duration.ofDays(1000))));
    }

    private void assertGrowsOld(FetchedJwkSet first) {
        FetchedJwkSet kept = first;
        for (int restart = 0; restart < 37; restart++) {
            KeyFetcher process = startsWith(kept);
            assertThat(ask(process)).as("restart %d", restart).isCompleted();
            kept = FetchedJwkSet.parse(
                    process.export(Scenario.ISSUER).orElseThrow().toJson());
            process.close();
            before.after(Duration.ofMinutes(10));
        }
        assertThat(Scenario.failureOf(ask(startsWith(kept))).httpStatus()).isEqualTo(503);
    }

    @Test
    void aKeyThatIsNewSinceThen_isFetchedWithItsFirstToken() {
        before.issuer.rotate();
        before.publishes();
        KeyFetcher after = startsWith(seed);
        assertThat(ask(after).join().keyId()).isEqualTo(before.issuer.signingKeyId());
    }

    @Test
    void aKeyThatIsWithdrawnSinceThen_isRefusedAfterTheFirstFetch() {
        String old = before.token();
        before.issuer.rotate();
        before.issuer.retire(seed.jwkSet().keys().get(0).keyId().orElseThrow());
        before.publishes().after(Duration.ofMinutes(10));
        assertThat(Scenario.failureOf(startsWith(seed).getKey(old)).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aFetchRenewsTheTimeOfTheSeed() {
        before.after(Duration.ofHours(1));
        KeyFetcher after = startsWith(seed);
        assertThat(ask(after)).isCompleted();
        assertThat(after.export(Scenario.ISSUER).orElseThrow().fetchedAt()).isEqualTo(before.time.instant());
    }

    @Test
    void nothingIsExported_ofWhatWasNeverFetched() {
        try (Scenario cold = Scenario.direct()) {
            assertThat(cold.fetcher.export(Scenario.ISSUER)).isEmpty();
            assertThat(cold.fetcher.export("https://other.example.com")).isEmpty();
            assertThat(cold.transport.requests()).isEmpty();
        }
        TrustedIssuer fixed = TrustedIssuer.of(Scenario.ISSUER).withJwkSet(seed.jwkSet());
        try (KeyFetcher fetcher =
                before.onManualTime(KeyFetcher.builder().trust(fixed)).build()) {
            assertThat(fetcher.export(Scenario.ISSUER)).isEmpty();
        }
    }

    @Test
    void seedAndFixedKeys_contradictEachOtherInBothOrders() {
        TrustedIssuer issuer = TrustedIssuer.of(Scenario.ISSUER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer.withSeed(seed).withJwkSet(seed.jwkSet()))
                .withMessageContaining("withSeed")
                .withMessageContaining("withJwkSet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer.withJwkSet(seed.jwkSet()).withSeed(seed))
                .withMessageContaining("withSeed")
                .withMessageContaining("withJwkSet");
    }

    @Test
    void aSeedWithoutAUsableKey_isRefused() {
        JwkSet empty = JwkSet.parse("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedIssuer.of(Scenario.ISSUER)
                        .withSeed(new FetchedJwkSet(Scenario.ISSUER, empty, Instant.EPOCH)))
                .withMessageContaining("SYMMETRIC_KEY");
    }

    @Test
    void twoThatDifferInTheirSeedsAlone_areEqual() {
        TrustedIssuer one = seeded(seed);
        TrustedIssuer other = seeded(fetchedAt(Instant.EPOCH));
        TrustedIssuer none = TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString());
        assertThat(one).isEqualTo(other).isEqualTo(none).hasSameHashCodeAs(none);
        assertThat(one).isNotEqualTo(none.withAlgorithms(org.jwks4j.jwk.JwsAlgorithm.RS256));
    }

    @Test
    void aResolverThatAnswersWithEverNewerSeeds_resetsNothing() {
        KeyFetcher fetcher = before.onManualTime(KeyFetcher.builder()
                        .allowPrivateAddresses()
                        .trust(name -> CompletableFuture.completedFuture(
                                Optional.of(seeded(fetchedAt(before.time.instant()))))))
                .build();
        open.add(fetcher);
        String old = before.token();
        assertThat(fetcher.getKey(old)).isCompleted();
        before.issuer.rotate();
        before.issuer.retire(seed.jwkSet().keys().get(0).keyId().orElseThrow());
        before.publishes();
        for (int minute = 0; minute < 60; minute++) {
            before.after(Duration.ofMinutes(1));
            assertThat(ask(fetcher)).isCompleted();
        }
        assertThat(Scenario.failureOf(fetcher.getKey(old)).reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(fetcher.status()).hasSize(1);
    }

    @Test
    void aSeedOfAnotherIssuer_isRefused() {
        TrustedIssuer other = TrustedIssuer.of("https://other.example.com");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.withSeed(seed))
                .withMessageContaining("another issuer")
                .withMessageContaining(Scenario.ISSUER);
    }

    @Test
    void aSeedUnderAnAlias_isOfTheSameIssuer() {
        TrustedIssuer issuer = TrustedIssuer.of("https://internal.example.com").withAlias(Scenario.ISSUER);
        assertThat(issuer.withSeed(seed)).isEqualTo(issuer);
    }
}
