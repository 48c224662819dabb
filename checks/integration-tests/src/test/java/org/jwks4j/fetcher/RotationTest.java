package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.HeldResponse;

/** Keys that come, go, and never were. */
class RotationTest {
    private final Scenario scenario = Scenario.warm().after(Duration.ofMinutes(1));

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void warmLookup_isCompleteAtOnceWithoutARequest() {
        for (int i = 0; i < 100; i++) {
            assertThat(scenario.getKey()).isCompleted();
        }
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void firstTokenAfterARotation_succeeds() {
        scenario.issuer.rotate();
        scenario.publishes();
        assertThat(scenario.getKey().join().keyId()).isEqualTo(scenario.issuer.signingKeyId());
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void aThousandTokensOfANewKey_costOneRequest() {
        scenario.issuer.rotate();
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        String token = scenario.token();
        var callers = java.util.stream.Stream.generate(() -> scenario.fetcher.getKey(token))
                .limit(1000)
                .toList();
        held.respond(200, scenario.issuer.jwkSet());
        assertThat(callers.stream().filter(CompletableFuture::isDone)).hasSize(1000);
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void aKnownKey_neverWaitsForAFetchOfAnUnknownOne() {
        scenario.transport.on(Scenario.JWKS).hold();
        scenario.fetcher.getKey(scenario.inventedToken("nobody"));
        assertThat(scenario.getKey()).isCompleted();
    }

    @Test
    void aRetiredKey_isUnknownOnceItsGraceIsOver() {
        String old = scenario.token();
        String oldKeyId = scenario.issuer.signingKeyId();
        scenario.issuer.rotate();
        scenario.issuer.retire(oldKeyId);
        scenario.publishes().fetcher.refresh(Scenario.ISSUER).join();
        scenario.after(Duration.ofMinutes(5));
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(old)).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void inventedKey_isRefusedAsUnknownOnceTheIssuerWasAsked() {
        KeyFetchException failure = Scenario.failureOf(scenario.fetcher.getKey(scenario.inventedToken("nobody")));
        assertThat(failure).isInstanceOf(KeyNotFoundException.class).hasMessageContaining("\"nobody\"");
        assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(failure.httpStatus()).isEqualTo(401);
        assertThat(failure.retryAfter()).isPresent();
    }

    @Test
    void aFloodOfInventedKeys_isRefusedAtOnceAndCostsTwoRequestsThenOnePerSlot() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(scenario.fetcher.getKey(scenario.inventedToken("invented " + i % 50 + i / 50)))
                    .isCompletedExceptionally();
        }
        assertThat(scenario.jwksRequests()).isEqualTo(1 + 2);
        for (int second = 0; second < 10; second++) {
            scenario.after(Duration.ofSeconds(1));
            scenario.fetcher.getKey(scenario.inventedToken("another " + second));
        }
        assertThat(scenario.jwksRequests()).isBetween(1 + 2 + 4, 1 + 2 + 5);
    }

    @Test
    void aRotationDuringAFlood_isHonouredWithinOneSlot() {
        for (int i = 0; i < 100; i++) {
            scenario.fetcher.getKey(scenario.inventedToken("invented " + i));
        }
        scenario.after(Duration.ofNanos(1)).issuer.rotate();
        scenario.publishes();
        KeyFetchException refused = Scenario.failureOf(scenario.getKey());
        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_KEY_THROTTLED);
        assertThat(refused.retryAfter().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        scenario.after(Duration.ofSeconds(2));
        assertThat(scenario.getKey()).isCompleted();
    }

    @Test
    void unknownKeyWhileTheIssuerIsDown_isUnavailableNotUnknown() {
        scenario.answers(503, "", "Retry-After", "30");
        KeyFetchException failure = Scenario.failureOf(scenario.fetcher.getKey(scenario.inventedToken("nobody")));
        assertThat(failure).isInstanceOf(KeysUnavailableException.class);
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void usedKeys_areRefreshedAheadInTheBackground() {
        scenario.getKey();
        scenario.after(Duration.ofMinutes(7)); // 80 % of ten minutes
        assertThat(scenario.jwksRequests()).isEqualTo(2);
        scenario.after(Duration.ofMinutes(7));
        assertThat(scenario.getKey()).isCompleted();
    }

    @Test
    void keysThatNobodyHasUsedSinceTheirFetch_areLeftAlone() {
        scenario.after(Duration.ofDays(1));
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void keysThatNobodyUsesAnyMore_areRefreshedOnceMoreAndThenLeftAlone() {
        scenario.getKey();
        scenario.after(Duration.ofDays(1));
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void keysPastTheirFreshness_areServedWhileTheRefreshTakesTooLong() {
        scenario.after(Duration.ofHours(1));
        scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> caller = scenario.getKey();
        assertThat(caller).isNotDone();
        scenario.after(Duration.ofSeconds(1));
        assertThat(caller).isCompleted();
        assertThat(scenario.events.lines()).anySatisfy(line -> assertThat(line).startsWith("stale "));
    }
}
