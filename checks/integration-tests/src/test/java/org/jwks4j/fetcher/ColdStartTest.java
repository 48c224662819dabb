package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.HeldResponse;

/** No one has asked this issuer before. */
class ColdStartTest {
    private final Scenario scenario = Scenario.discovered();

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void firstToken_asksForMetadataAndThenForKeys() {
        scenario.publishes();
        VerificationKey key = scenario.getKey().join();
        assertThat(key.keyId()).isEqualTo(scenario.issuer.signingKeyId());
        assertThat(key.issuer()).isEqualTo(Scenario.ISSUER);
        assertThat(scenario.transport.requests())
                .extracting(request -> request.uri())
                .containsExactly(Scenario.METADATA, Scenario.JWKS);
    }

    @Test
    void requests_askForJsonWithoutEncodingWithinBounds() {
        scenario.publishes().getKey().join();
        var request = scenario.transport.requests(Scenario.JWKS).get(0);
        assertThat(request.headers()).containsEntry("Accept", "application/jwk-set+json, application/json");
        assertThat(request.timeout()).isEqualTo(Duration.ofMillis(4900)); // the fetcher itself waits for 5 s
        assertThat(request.maxBodyBytes()).isEqualTo(1024 * 1024);
    }

    @Test
    void aThousandCallers_costOneMetadataAndOneJwksRequest() {
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        List<CompletableFuture<VerificationKey>> callers = thousandCallers();
        held.respond(200, scenario.issuer.jwkSet());
        assertThat(callers)
                .allSatisfy(caller -> assertThat(caller.join().keyId()).isNotNull());
        assertThat(scenario.transport.requests()).hasSize(2);
        assertThat(scenario.transport.unscriptedRequests()).isEmpty();
    }

    @Test
    void aThousandCallersOfAFailingIssuer_areAllToldAtOnceForTwoRequests() {
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        List<CompletableFuture<VerificationKey>> callers = thousandCallers();
        held.respond(503, "");
        assertThat(callers.stream().map(caller -> Scenario.failureOf(caller).reason()))
                .containsOnly(Reason.UNEXPECTED_STATUS);
        assertThat(scenario.transport.requests()).hasSize(2);
    }

    private List<CompletableFuture<VerificationKey>> thousandCallers() {
        String token = scenario.token();
        List<CompletableFuture<VerificationKey>> callers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            callers.add(scenario.fetcher.getKey(token));
        }
        return callers;
    }

    @Test
    void whileBackingOff_failsAtOnceWithTheFirstCause() {
        scenario.answers(500, "");
        scenario.getKey();
        KeyFetchException failure = Scenario.failureOf(scenario.getKey());
        assertThat(failure).isInstanceOf(KeysUnavailableException.class).hasMessageContaining("answered 500");
        assertThat(failure.httpStatus()).isEqualTo(503);
        assertThat(failure.retryAfter()).hasValue(Duration.ofMillis(125));
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void anIssuerThatWasDown_isAskedAgainUnaskedUntilItAnswers() {
        scenario.transport.on(Scenario.JWKS).fail(new IOException("refused")).fail(new IOException("refused"));
        scenario.getKey();
        scenario.publishes().after(Duration.ofSeconds(1));
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isPresent();
    }

    @Test
    void oneCallersDeadline_endsItsWaitingAndNotTheFetch() {
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> early = scenario.getKey();
        scenario.after(Duration.ofSeconds(4));
        CompletableFuture<VerificationKey> late = scenario.getKey();
        held.respond(200, scenario.issuer.jwkSet());
        assertThat(early).isCompleted();
        assertThat(late).isCompleted();
    }

    @Test
    void deadline_isTenSecondsUnlessSaid() {
        HeldResponse metadata = scenario.transport.on(Scenario.METADATA).hold();
        scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> caller = scenario.getKey();
        scenario.after(Duration.ofSeconds(4));
        metadata.respond(200, Scenario.metadata(Scenario.ISSUER));
        scenario.after(Duration.ofSeconds(5).minusNanos(1));
        assertThat(caller).isNotDone();
        scenario.after(Duration.ofSeconds(1));
        assertThat(Scenario.failureOf(caller).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void cancellingOneCaller_touchesNobodyElse() {
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> impatient = scenario.getKey();
        CompletableFuture<VerificationKey> patient = scenario.getKey();
        impatient.cancel(true);
        assertThat(held.isCancelled()).isFalse();
        held.respond(200, scenario.issuer.jwkSet());
        assertThat(patient).isCompleted();
    }

    @Test
    void aTransportThatNeverAnswers_isNotWaitedForPastItsTimeout() {
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> caller = scenario.getKey();
        scenario.after(Duration.ofSeconds(5));
        assertThat(Scenario.failureOf(caller).reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(held.isCancelled()).isTrue();
    }

    @Test
    void metadataAndKeysAskedForTogether_areOneRequestEach() {
        HeldResponse metadata = scenario.transport.on(Scenario.METADATA).hold();
        scenario.publishes();
        CompletableFuture<?> document = scenario.fetcher.getMetadata(Scenario.ISSUER);
        CompletableFuture<?> key = scenario.getKey();
        metadata.respond(200, Scenario.metadata(Scenario.ISSUER));
        assertThat(document).isCompleted();
        assertThat(key).isCompleted();
        assertThat(scenario.transport.requests()).hasSize(2);
    }

    @Test
    void noMetadataFailure_isCachedAsAValue() {
        scenario.transport.on(Scenario.METADATA).respond(500, "");
        scenario.publishes();
        assertThat(Scenario.failureOf(scenario.fetcher.getMetadata(Scenario.ISSUER))
                        .reason())
                .isEqualTo(Reason.UNEXPECTED_STATUS);
        assertThat(scenario.getKey()).isCompleted();
    }
}
