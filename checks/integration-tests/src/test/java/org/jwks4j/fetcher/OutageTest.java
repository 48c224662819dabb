package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerStatus;
import org.jwks4j.error.Reason;

/** The issuer has answered once and now has its troubles. */
class OutageTest {
    private final Scenario scenario = Scenario.warm();

    @AfterEach
    void close() {
        scenario.close();
    }

    private void goesDown() {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
    }

    @Test
    void anOutageOfSixHours_refusesNoKnownToken() {
        goesDown();
        for (int minute = 0; minute < 6 * 60; minute++) {
            assertThat(scenario.after(Duration.ofMinutes(1)).getKey()).isCompleted();
        }
    }

    @Test
    void pastTheStaleBound_answersUnavailable() {
        goesDown();
        scenario.getKey();
        scenario.after(Duration.ofMinutes(10).plusHours(6).minusMillis(1).minusNanos(1));
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(Duration.ofNanos(1));
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
    }

    @Test
    void requestsDuringAnOutage_growRare() {
        goesDown();
        scenario.getKey();
        scenario.after(Duration.ofHours(6));
        assertThat(scenario.jwksRequests()).isLessThan(160); // half of five minutes apart, in the end
    }

    @Test
    void whenTheIssuerIsBack_serviceResumesUnasked() {
        goesDown();
        scenario.getKey();
        scenario.after(Duration.ofHours(7));
        scenario.publishes().after(Duration.ofMinutes(5));
        assertThat(scenario.getKey()).isCompleted();
        assertThat(scenario.fetcher.status().get(0).failures()).isZero();
    }

    @Test
    void anEmptySet_replacesTheKeysOnlyWhenConfirmed() {
        scenario.answers(200, "{\"keys\":[]}");
        scenario.fetcher.refresh(Scenario.ISSUER);
        assertThat(scenario.getKey()).isCompleted();
        assertThat(scenario.events.lines()).contains("unconfirmed PT30S");
        scenario.after(Duration.ofSeconds(30));
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void garbage_keepsTheLastGoodKeys() {
        scenario.answers(200, "<html>maintenance</html>", "Content-Type", "text/html");
        assertThat(Scenario.failureOf(scenario.fetcher.refresh(Scenario.ISSUER)))
                .hasMessageContaining("text/html")
                .hasMessageNotContaining("maintenance");
        assertThat(scenario.getKey()).isCompleted();
    }

    @Test
    void status_tellsWhatFailedAndWhatIsNext() {
        goesDown();
        scenario.fetcher.refresh(Scenario.ISSUER);
        IssuerStatus status = scenario.fetcher.status().get(0);
        assertThat(status.state()).isEqualTo(IssuerStatus.State.FRESH);
        assertThat(status.failures()).isEqualTo(1);
        assertThat(status.lastFailure().orElseThrow()).contains("the connection was refused");
        assertThat(status.nextAttempt()).hasValue(Duration.ofMillis(500));
        assertThat(status.keys()).isEqualTo(1);
    }

    @Test
    void status_goesFromColdToExpired() {
        try (Scenario fresh = Scenario.direct().publishes()) {
            assertThat(state(fresh)).isEqualTo(IssuerStatus.State.COLD);
            fresh.getKey();
            assertThat(state(fresh)).isEqualTo(IssuerStatus.State.FRESH);
            fresh.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
            fresh.after(Duration.ofMinutes(8));
            assertThat(state(fresh)).isEqualTo(IssuerStatus.State.DUE);
            fresh.after(Duration.ofMinutes(2));
            assertThat(state(fresh)).isEqualTo(IssuerStatus.State.STALE);
            fresh.after(Duration.ofHours(6));
            assertThat(state(fresh)).isEqualTo(IssuerStatus.State.EXPIRED);
        }
    }

    private static IssuerStatus.State state(Scenario scenario) {
        return scenario.fetcher.status().get(0).state();
    }

    @Test
    void aRetryAfterOfThousandsOfYears_isAsTenMinutes() {
        scenario.answers(503, "", "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT");
        assertThat(Scenario.failureOf(scenario.fetcher.refresh(Scenario.ISSUER)).retryAfter())
                .hasValue(Duration.ofMinutes(10));
        scenario.publishes().after(Duration.ofMinutes(10));
        assertThat(scenario.fetcher.status().get(0).failures()).isZero();
    }

    @Test
    void aTransportThatThrowsAnError_isAFailureLikeOthers() {
        scenario.transport.on(Scenario.JWKS).respond(200, "").failAlways(new NoClassDefFoundError("transport"));
        scenario.fetcher.refresh(Scenario.ISSUER);
        assertThat(Scenario.failureOf(scenario.fetcher.refresh(Scenario.ISSUER)).reason())
                .isEqualTo(Reason.ISSUER_UNREACHABLE);
        scenario.publishes().after(Duration.ofMinutes(5));
        assertThat(scenario.fetcher.status().get(0).failures()).isZero();
    }

    @Test
    void anEmptySetThatWasBelieved_isBelievedAgain() {
        scenario.answers(200, "{\"keys\":[]}");
        scenario.fetcher.refresh(Scenario.ISSUER);
        scenario.after(Duration.ofSeconds(30));
        for (int minute = 0; minute < 60; minute++) {
            scenario.after(Duration.ofMinutes(1));
            assertThat(Scenario.failureOf(scenario.getKey()).httpStatus()).isEqualTo(401);
        }
    }
}
