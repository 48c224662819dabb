package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;

/** How long a resolver's yes is trusted, and how it is asked for again. */
class TrustRenewalTest extends ResolverScenario {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration EIGHT_MINUTES = Duration.ofMinutes(8);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aYes_isAskedForAgainInTheBackgroundWhileItIsUsed() {
        VerificationKey key = scenario.getKey().join();
        scenario.after(Duration.ofMinutes(5)).getKey();
        scenario.after(Duration.ofMinutes(3).minus(ONE_NANO));
        assertThat(asked).hasSize(1);
        scenario.after(ONE_NANO);
        assertThat(asked).hasSize(2);
        assertThat(scenario.getKey().join()).isSameAs(key);
    }

    @Test
    void aYesThatNobodyUses_isNotAskedForAgain() {
        scenario.getKey().join();
        scenario.after(Duration.ofHours(23));
        assertThat(asked).hasSize(1);
        assertThat(scenario.getKey()).isCompleted();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aYes_isUsedUntilItIsTenMinutesOldAndWaitedForFromThenOn() {
        scenario.getKey().join();
        CompletableFuture<Optional<TrustedIssuer>> yes = answer;
        answer = new CompletableFuture<>();
        assertThat(scenario.after(TEN_MINUTES.minus(ONE_NANO)).getKey()).isCompleted();
        CompletableFuture<VerificationKey> caller = scenario.after(ONE_NANO).getKey();
        assertThat(caller).isNotDone();
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isEmpty();
        assertThat(asked).hasSize(2);
        answer.complete(yes.join());
        assertThat(caller).isCompleted();
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isPresent();
    }

    @Test
    void aYesCountsFromWhenItWasAskedFor_andNotFromWhenItCame() {
        CompletableFuture<Optional<TrustedIssuer>> yes = answer;
        CompletableFuture<Optional<TrustedIssuer>> slow = new CompletableFuture<>();
        answer = slow;
        scenario.getKey();
        scenario.after(Duration.ofSeconds(9));
        slow.complete(yes.join());
        answer = new CompletableFuture<>();
        assertThat(scenario.after(TEN_MINUTES.minusSeconds(9).minus(ONE_NANO)).getKey())
                .isCompleted();
        assertThat(scenario.after(ONE_NANO).getKey()).isNotDone();
    }

    @Test
    void tokensInARow_neverWaitForARenewal() {
        scenario.getKey().join();
        for (int minute = 0; minute < 60; minute += 3) {
            assertThat(scenario.after(Duration.ofMinutes(3)).getKey()).isCompleted();
        }
        assertThat(asked).hasSizeBetween(7, 9);
    }

    @Test
    void aFailedRenewal_isRepeatedInSecondsWithGrowingDelays() {
        scenario.getKey().join();
        answer = CompletableFuture.failedFuture(new java.sql.SQLException());
        scenario.after(EIGHT_MINUTES);
        for (int second = 0; second < 60; second++) {
            assertThat(scenario.getKey()).isCompleted();
            scenario.after(Duration.ofSeconds(1));
        }
        assertThat(asked).hasSizeBetween(5, 10);
    }

    @Test
    void whileTheResolverFails_itsLastAnswerHoldsForAnHour() {
        scenario.getKey().join();
        answer = CompletableFuture.failedFuture(new java.sql.SQLException("secret"));
        assertThat(scenario.after(HOUR.minus(ONE_NANO)).getKey()).isCompleted();
        KeyFetchException failure = Scenario.failureOf(scenario.after(ONE_NANO).getKey());
        assertThat(failure.reason()).isEqualTo(Reason.RESOLVER_FAILED);
        assertThat(failure.retryAfter()).isPresent();
        assertThat(failure).hasMessageContaining("maximumTrustAge").hasMessageNotContaining("secret");
    }

    /** What failed long ago is no reason to use an old answer now. */
    @Test
    void aFailureBeforeATimeWithoutUse_isForgotten() {
        scenario.getKey().join();
        CompletableFuture<Optional<TrustedIssuer>> yes = answer;
        answer = CompletableFuture.failedFuture(new java.sql.SQLException());
        assertThat(scenario.after(EIGHT_MINUTES).getKey()).isCompleted();
        answer = new CompletableFuture<>();
        CompletableFuture<VerificationKey> caller =
                scenario.after(Duration.ofMinutes(20)).getKey();
        assertThat(caller).isNotDone();
        answer.complete(yes.join());
        assertThat(caller).isCompleted();
    }

    @Test
    void aResolverThatHangs_isAFailureAfterTheDeadline() {
        scenario.getKey().join();
        answer = new CompletableFuture<>();
        CompletableFuture<VerificationKey> caller = scenario.after(TEN_MINUTES).getKey();
        scenario.after(Duration.ofSeconds(10).minus(ONE_NANO));
        assertThat(caller).isNotDone();
        scenario.after(ONE_NANO);
        assertThat(caller).isDone();
        assertThat(scenario.getKey()).isCompleted();
    }

    @Test
    void anAnswerThatComesAfterTheDeadline_isDropped() {
        scenario.getKey().join();
        CompletableFuture<Optional<TrustedIssuer>> late = new CompletableFuture<>();
        answer = late;
        scenario.after(TEN_MINUTES).getKey();
        scenario.after(Duration.ofSeconds(10));
        late.complete(Optional.empty());
        assertThat(scenario.getKey()).isCompleted(); // by the last answer; the next question is seconds away
    }

    @Test
    void maximumTrustAge_boundsBoth() {
        Duration minute = Duration.ofMinutes(1);
        try (Scenario strict = Scenario.of(resolving().maximumTrustAge(minute, minute.multipliedBy(2)))
                .publishes()) {
            strict.getKey().join();
            answer = CompletableFuture.failedFuture(new java.sql.SQLException());
            assertThat(strict.after(minute.multipliedBy(2).minus(ONE_NANO)).getKey())
                    .isCompleted();
            assertThat(Scenario.failureOf(strict.after(ONE_NANO).getKey()).reason())
                    .isEqualTo(Reason.RESOLVER_FAILED);
        }
    }

    @Test
    void maximumTrustAge_refusesNonsense() {
        Duration minute = Duration.ofMinutes(1);
        for (Duration[] wrong : new Duration[][] {
            {Duration.ZERO, minute},
            {minute.negated(), minute},
            {minute, minute.minusNanos(1)},
            {minute, Duration.ofDays(366)}
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeyFetcher.builder().maximumTrustAge(wrong[0], wrong[1]))
                    .withMessageContaining("maximumTrustAge");
        }
        assertThat(KeyFetcher.builder().maximumTrustAge(minute, minute)).isNotNull();
    }

    /** More than have places wait for their turn, and are no failures: each is waited for, and none is served unasked. */
    @Test
    void renewalsThatWaitForATurn_areNoFailures() {
        List<String> names = IntStream.range(0, 200)
                .mapToObj(i -> "https://tenant-" + i + ".example.com")
                .toList();
        List<CompletableFuture<Optional<TrustedIssuer>>> questions = new ArrayList<>();
        boolean[] slow = {false};
        try (Scenario many = Scenario.of(KeyFetcher.builder()
                        .allowPrivateAddresses()
                        .trust((String name) -> {
                            Optional<TrustedIssuer> known =
                                    Optional.of(TrustedIssuer.of(name).withJwksUri(Scenario.JWKS.toString()));
                            if (!slow[0]) {
                                return CompletableFuture.completedFuture(known);
                            }
                            questions.add(new CompletableFuture<>());
                            return questions.get(questions.size() - 1);
                        }))
                .publishes()) {
            names.forEach(name -> many.fetcher.getJwkSet(name).join());
            slow[0] = true;
            many.after(TEN_MINUTES);
            List<CompletableFuture<JwkSet>> callers =
                    names.stream().map(many.fetcher::getJwkSet).toList();
            assertThat(questions).hasSize(64);
            for (int i = 0; i < 200; i++) {
                many.after(Duration.ofMillis(40));
                questions.get(i).complete(Optional.empty());
            }
            assertThat(questions).hasSize(200);
            assertThat(callers)
                    .allSatisfy(caller ->
                            assertThat(Scenario.failureOf(caller).reason()).isEqualTo(Reason.UNTRUSTED_ISSUER));
        }
    }

    /** If it answers no question at all, the questions that wait for a turn end too. */
    @Test
    void whileTheResolverAnswersNobody_alsoThoseWithoutATurnAreHeldByItsLastAnswer() {
        List<String> names = IntStream.range(0, 200)
                .mapToObj(i -> "https://tenant-" + i + ".example.com")
                .toList();
        boolean[] hangs = {false};
        try (Scenario many = Scenario.of(KeyFetcher.builder()
                        .allowPrivateAddresses()
                        .trust((String name) -> hangs[0]
                                ? new CompletableFuture<>()
                                : CompletableFuture.completedFuture(
                                        Optional.of(TrustedIssuer.of(name).withJwksUri(Scenario.JWKS.toString())))))
                .publishes()) {
            names.forEach(name -> many.fetcher.getJwkSet(name).join());
            hangs[0] = true;
            many.after(EIGHT_MINUTES);
            for (int i = 0; i < 12; i++) {
                names.forEach(many.fetcher::getJwkSet);
                many.after(Duration.ofSeconds(10));
            }
            assertThat(names)
                    .allSatisfy(name -> assertThat(many.fetcher.getJwkSet(name)).isCompleted());
        }
    }
}
