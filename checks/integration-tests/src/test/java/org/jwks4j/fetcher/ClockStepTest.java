package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.HeldResponse;
import org.jwks4j.verifier.JwtVerifier;

/** The wall clock moves alone: a machine was suspended, or its clock was set. */
class ClockStepTest {
    private final Scenario scenario = Scenario.warm();

    @AfterEach
    void close() {
        scenario.close();
    }

    private void issuerIsDown() {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
    }

    @Test
    void suspendedMachine_asksBeforeItBelievesItsKeys() {
        scenario.time.jumpWallClock(Duration.ofDays(2));
        assertThat(scenario.getKey()).isCompleted();
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void machineSuspendedPastTheStaleBound_servesNoKeysOfAnIssuerThatIsDown() {
        issuerIsDown();
        scenario.time.jumpWallClock(Duration.ofDays(2));
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
    }

    /** The timer of before still waits for what is long past; it must not keep the next attempt from being set. */
    @Test
    void afterASuspension_anAttemptThatFailsIsFollowedByOthers() {
        issuerIsDown();
        scenario.time.jumpWallClock(Duration.ofDays(2));
        assertThat(scenario.getKey()).isCompletedExceptionally();
        scenario.after(Duration.ofMinutes(1));
        assertThat(scenario.jwksRequests()).isGreaterThan(3);
    }

    /** The timer of before waits for what is not due yet; what is due after it must not wait for a timer that is late. */
    @Test
    void afterAShortSuspension_anAttemptThatFailsIsFollowedInTime() {
        scenario.time.jumpWallClock(Duration.ofMinutes(7)); // a minute before the refresh
        scenario.answers(503, "", "Retry-After", "120");
        scenario.fetcher.refresh(Scenario.ISSUER);
        scenario.after(Duration.ofSeconds(119));
        assertThat(scenario.jwksRequests()).isEqualTo(2);
        scenario.after(Duration.ofSeconds(1));
        assertThat(scenario.jwksRequests()).isEqualTo(3);
    }

    @Test
    void clockThatIsSetBack_extendsNoKeysLife() {
        scenario.time.jumpWallClock(Duration.ofDays(-2));
        issuerIsDown();
        scenario.after(Duration.ofMinutes(10).plusHours(6));
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
    }

    @Test
    void clockThatIsSetForwardBySomeMinutes_isOneRefreshMore() {
        scenario.time.jumpWallClock(Duration.ofMinutes(9));
        for (int look = 0; look < 100; look++) {
            assertThat(scenario.getKey()).isCompleted();
        }
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    /** As on a device that knows no time until it has a network. */
    @Test
    void clockThatIsSetDuringTheFirstFetch_hasNobodyRefused() {
        try (Scenario cold = Scenario.direct()) {
            HeldResponse held = cold.transport.on(Scenario.JWKS).hold();
            CompletableFuture<VerificationKey> before = cold.getKey();
            cold.after(Duration.ofMillis(1)).time.jumpWallClock(Duration.ofDays(20_000));
            CompletableFuture<VerificationKey> after = cold.getKey();
            cold.publishes();
            held.respond(200, cold.issuer.jwkSet());

            assertThat(before).isCompleted();
            assertThat(after).isCompleted();
            assertThat(cold.getKey()).isCompleted();
        }
    }

    @Test
    void alarmThatRingsLate_refreshesAtOnce() {
        scenario.getKey(); // in use
        scenario.time.jumpWallClock(Duration.ofHours(1));
        scenario.after(Duration.ofMinutes(8));
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void verifierThatRemembersAToken_asksForItsKeyAfterASuspension() {
        String token = scenario.issuer.mint(Map.of(
                "iss",
                Scenario.ISSUER,
                "exp",
                scenario.time.instant().plus(Duration.ofDays(7)).getEpochSecond()));
        JwtVerifier verifier = JwtVerifier.builder(scenario.fetcher)
                .instantSource(scenario.time.instants())
                .acceptAnyAudience()
                .rememberVerifiedTokens(100)
                .build();
        assertThat(verifier.verify(token)).isCompleted();
        String keyId = scenario.issuer.signingKey().keyId();
        scenario.issuer.rotate();
        scenario.issuer.retire(keyId);
        scenario.publishes();
        assertThat(verifier.verify(token)).isCompleted();

        scenario.time.jumpWallClock(Duration.ofDays(2));
        assertThat(verifier.verify(token)).isCompletedExceptionally();
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void sourceThatIsHeldBackByFailures_isAskedAfterASuspension() {
        issuerIsDown();
        scenario.fetcher.refresh(Scenario.ISSUER);
        scenario.publishes();
        scenario.time.jumpWallClock(Duration.ofDays(2));
        assertThat(scenario.getKey()).isCompleted();
    }
}
