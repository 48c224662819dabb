package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcherEvent.KeyReplaced;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.HeldResponse;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenRules;
import org.jwks4j.verifier.VerifiedJwt;

/** Another key under the kid of one that is known: only a signature shows it. */
class ReplacedKeyTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    private final Scenario scenario = Scenario.warm().after(Duration.ofMinutes(1));
    private final JwtVerifier verifier = JwtVerifier.builder(scenario.fetcher)
            .executor(Runnable::run)
            .instantSource(scenario.time.instants())
            .rules(TokenRules.forAudience("api"))
            .build();
    private final String keyId = scenario.issuer.signingKeyId();
    private final String oldToken = token();

    @AfterEach
    void close() {
        scenario.close();
    }

    private String token() {
        return scenario.issuer.mint(Map.of("iss", Scenario.ISSUER, "aud", "api"));
    }

    private void replace(String algorithm) {
        SigningKey other = SigningKey.generate(algorithm).withKeyId(keyId);
        scenario.issuer.retire(keyId);
        scenario.issuer.addKey(other);
        scenario.issuer.signWith(other);
        scenario.publishes();
    }

    private String forged() {
        String token = token();
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
        signature[5] ^= 1;
        return token.substring(0, token.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private Reason refusal(String token) {
        return reasonOf(verifier.verify(token));
    }

    private static Reason reasonOf(CompletableFuture<VerifiedJwt> answer) {
        assertThat(answer).isCompletedExceptionally();
        return ((TokenException) answer.handle((jwt, failure) -> failure).join()).reason();
    }

    @Test
    void aTokenOfTheNewKey_isAcceptedAtOnce() {
        replace("ES256");
        assertThat(verifier.verify(token())).isCompleted();
        assertThat(verifier.verify(oldToken)).isCompleted();
        assertThat(verifier.blocking().verify(token()).key().keyId()).isEqualTo(keyId);
        assertThat(scenario.jwksRequests()).isEqualTo(2);
        assertThat(scenario.events.all(KeyReplaced.class))
                .extracting(KeyReplaced::keyId)
                .containsExactly(keyId);
    }

    @Test
    void blocking_isTheSame() {
        replace("ES256");
        assertThat(verifier.blocking().verify(token()).key().keyId()).isEqualTo(keyId);
    }

    @Test
    void aNewKeyOfAnotherKind_isAcceptedAtOnce() {
        replace("RS256");
        assertThat(verifier.verify(token())).isCompleted();
        assertThat(verifier.verify(oldToken)).isCompleted();
    }

    @Test
    void forgedSignatures_costOneConditionalRequestPerThirtySeconds() {
        scenario.publishes("ETag", "\"a\"").fetcher.refresh(Scenario.ISSUER).join();
        scenario.transport.on(Scenario.JWKS).respondAlways(304, "");
        int before = scenario.jwksRequests();
        for (int call = 0; call < 60_000; call++) {
            scenario.after(Duration.ofMillis(1));
            if (call % 20 == 0) {
                assertThat(refusal(forged())).isEqualTo(Reason.INVALID_SIGNATURE);
            }
        }
        assertThat(scenario.jwksRequests() - before).isEqualTo(2);
        assertThat(scenario.transport.requests(Scenario.JWKS).get(before).headers())
                .containsEntry("If-None-Match", "\"a\"");
    }

    @Test
    void afterForgeries_aNewKeyIsAcceptedWithinThirtySeconds() {
        refusal(forged());
        replace("ES256");
        scenario.after(Duration.ofSeconds(30).minus(ONE_NANO));
        assertThat(refusal(token())).isEqualTo(Reason.INVALID_SIGNATURE);
        scenario.after(ONE_NANO);
        assertThat(verifier.verify(token())).isCompleted();
    }

    @Test
    void callersAtTheSameTime_shareTheFetchAndWaitNoLongerThanASecond() {
        replace("ES256");
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerifiedJwt> first = verifier.verify(token());
        CompletableFuture<VerifiedJwt> second = verifier.verify(token());
        CompletableFuture<VerifiedJwt> forged = verifier.verify(forged());
        held.respond(200, scenario.issuer.jwkSet());
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(forged).isCompletedExceptionally();
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void whileTheIssuerIsDown_aWrongSignatureIsStillA401() {
        scenario.answers(503, "");
        assertThat(refusal(forged())).isEqualTo(Reason.INVALID_SIGNATURE);
        assertThat(refusal(forged())).isEqualTo(Reason.INVALID_SIGNATURE);
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void closeWhileTheIssuerIsAsked_isNoWordAboutTheSignature() {
        replace("ES256");
        scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerifiedJwt> waiting = verifier.verify(token());
        assertThat(waiting).isNotDone();
        scenario.fetcher.close();
        assertThat(reasonOf(waiting)).isEqualTo(Reason.CLOSED);
    }

    @Test
    void interruptWhileTheIssuerIsAsked_isNoWordAboutTheSignature() {
        replace("ES256");
        scenario.transport.on(Scenario.JWKS).hold();
        String token = token();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> verifier.blocking().verify(token))
                .isInstanceOfSatisfying(
                        KeyFetchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }
}
