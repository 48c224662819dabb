package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;

/** Issuers that are known only at run time. */
class IssuerResolverTest extends ResolverScenario {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void aResolvedIssuer_isAskedForItsKeys() {
        assertThat(scenario.getKey().join().issuer()).isEqualTo(Scenario.ISSUER);
        assertThat(scenario.fetcher.status()).hasSize(1);
    }

    /** As the operator finds it in the token. */
    @Test
    void aKeyThatIsRevokedByAnAliasOfTheAnswer_isRefused() {
        String alias = "https://alias.example.com";
        answer = CompletableFuture.completedFuture(
                Optional.of(TrustedIssuer.of(Scenario.ISSUER).withAlias(alias).withJwksUri(Scenario.JWKS.toString())));
        String token = scenario.issuer.mint(Map.of("iss", alias));
        VerificationKey key = scenario.fetcher.getKey(token).join();
        scenario.fetcher.revokeNow(alias, String.valueOf(key.keyId()));
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(token)).reason()).isEqualTo(Reason.REVOKED_KEY);
    }

    @Test
    void anAnswerOfNull_isAFailureOfTheResolver() {
        answer = CompletableFuture.completedFuture(null);
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.RESOLVER_FAILED);
    }

    @Test
    void aWithdrawnTrust_endsWithTheNextAnswer() {
        scenario.getKey();
        answer = CompletableFuture.completedFuture(Optional.empty());
        scenario.after(TEN_MINUTES);
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.UNTRUSTED_ISSUER);
    }

    @Test
    void aNo_endsAfterAMinuteHoweverOftenItIsAskedFor() {
        CompletableFuture<Optional<TrustedIssuer>> yes = answer;
        answer = CompletableFuture.completedFuture(Optional.empty());
        scenario.getKey();
        answer = yes;
        for (int second = 0; second < 59; second++) {
            assertThat(scenario.after(Duration.ofSeconds(1)).getKey()).isCompletedExceptionally();
        }
        assertThat(scenario.after(Duration.ofSeconds(1)).getKey()).isCompleted();
    }

    @Test
    void inventedIssuers_pushOutNobodyWhoIsTrusted() {
        CompletableFuture<Optional<TrustedIssuer>> yes = answer;
        try (Scenario small = Scenario.of(resolving().maximumIssuers(10)).publishes()) {
            small.getKey();
            answer = CompletableFuture.completedFuture(Optional.empty());
            for (int i = 0; i < 1000; i++) {
                small.fetcher.getJwkSet("https://tenant-" + i % 100 + ".example.com");
            }
            assertThat(small.getKey()).isCompleted();
            assertThat(small.jwksRequests()).isEqualTo(1);
        }
        assertThat(yes).isCompleted();
    }

    @Test
    void aFailingIssuerThatNobodyUses_isLeftAlone() {
        scenario.answers(500, "").getKey();
        scenario.after(Duration.ofDays(1));
        assertThat(scenario.jwksRequests()).isEqualTo(1);
        assertThat(scenario.publishes().getKey()).isCompleted();
    }

    @Test
    void aQuestionThatIsNeverAnswered_isAskedAgainByTheNextCaller() {
        CompletableFuture<Optional<TrustedIssuer>> yes = answer;
        answer = new CompletableFuture<>();
        scenario.getKey();
        scenario.after(Duration.ofSeconds(10));
        answer = yes;
        assertThat(scenario.getKey()).isCompleted();
    }

    @Test
    void aNo_isUntrustedWithoutAFetchAndRememberedForAMinute() {
        answer = CompletableFuture.completedFuture(Optional.empty());
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(asked).hasSize(1);
        assertThat(scenario.transport.requests()).isEmpty();
    }

    @Test
    void aFailure_isUnavailableAndNotRemembered() {
        answer = CompletableFuture.failedFuture(new java.sql.SQLException("secret"));
        assertThat(Scenario.failureOf(scenario.getKey()))
                .hasMessageNotContaining("secret")
                .extracting(failure -> failure.reason())
                .isEqualTo(Reason.RESOLVER_FAILED);
        scenario.getKey();
        assertThat(asked).hasSize(2);
    }

    @Test
    void callersAtTheSameTime_shareOneQuestion() {
        CompletableFuture<Optional<TrustedIssuer>> slow = new CompletableFuture<>();
        CompletableFuture<Optional<TrustedIssuer>> yes = answer;
        answer = slow;
        List<CompletableFuture<VerificationKey>> callers = List.of(scenario.getKey(), scenario.getKey());
        slow.complete(yes.join());
        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompleted());
        assertThat(asked).hasSize(1);
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void aResolverThatNeverAnswers_isNotWaitedForPastTheDeadline() {
        answer = new CompletableFuture<>();
        CompletableFuture<VerificationKey> caller = scenario.getKey();
        scenario.after(Duration.ofSeconds(10));
        assertThat(Scenario.failureOf(caller).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void close_endsWhoeverWaitsForAResolver() {
        answer = new CompletableFuture<>();
        CompletableFuture<VerificationKey> caller = scenario.getKey();
        scenario.fetcher.close();
        assertThat(Scenario.failureOf(caller).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void anotherIssuerThanWasAskedFor_isNoAnswer() {
        answer = CompletableFuture.completedFuture(Optional.of(TrustedIssuer.of("https://other.example.com")));
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.RESOLVER_FAILED);
    }

    @Test
    void aPlainHttpIssuer_isNoAnswer() {
        answer = CompletableFuture.completedFuture(
                Optional.of(TrustedIssuer.of(Scenario.ISSUER).withJwksUri("http://issuer.example.com/jwks")));
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.RESOLVER_FAILED);
    }

    @Test
    void cachedLookups_neverAskTheResolver() {
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isEmpty();
        assertThat(asked).isEmpty();
        scenario.getKey();
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isPresent();
    }

    @Test
    void maximumIssuers_boundsWhatIsRemembered() {
        answer = CompletableFuture.completedFuture(Optional.empty());
        try (Scenario small = Scenario.of(resolving().maximumIssuers(10))) {
            for (int i = 0; i < 100; i++) {
                small.fetcher.getJwkSet("https://tenant-" + i + ".example.com");
            }
            asked.clear();
            for (int i = 0; i < 100; i++) {
                small.fetcher.getJwkSet("https://tenant-" + i + ".example.com");
            }
            assertThat(asked).hasSizeGreaterThanOrEqualTo(90);
        }
    }
}
