package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.Misbehaviour;

/** The simulator's stories once more, with a real issuer on loopback, the JDK's HTTP client and real threads; only time is manual. */
class RealSocketsTest {
    private final ManualTime time = ManualTime.start();
    private final FakeIssuer issuer =
            FakeIssuer.builder().clock(time.instants()).algorithms("ES256").start();
    private final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(issuer.issuer())
            .allowHttpOnLoopback()
            .ticker(time.ticker())
            .instantSource(time.instants())
            .scheduler(time.scheduler())
            .build();

    @AfterEach
    void close() {
        fetcher.close();
        issuer.close();
    }

    private String token() {
        return issuer.mint(Map.of("sub", "someone"));
    }

    private String inventedToken(int number) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"invented-" + number + "\"}";
        String token = token();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + token.substring(token.indexOf('.'));
    }

    private List<CompletableFuture<VerificationKey>> callers(int count) {
        String token = token();
        return IntStream.range(0, count).mapToObj(i -> fetcher.getKey(token)).toList();
    }

    private VerificationKey warm() {
        VerificationKey key = fetcher.getKey(token()).join();
        time.advance(Duration.ofMillis(1));
        return key;
    }

    @Test
    void aThousandColdCallers_costTwoRequests() {
        List<CompletableFuture<VerificationKey>> callers = callers(1_000);
        assertThat(callers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(issuer.requests()).isEqualTo(2);
    }

    @Test
    void twoHundredCallersOfAnIssuerThatIsDown_costOneRequestAndAreAllTold() {
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.status(503));
        List<CompletableFuture<VerificationKey>> callers = callers(200);
        assertThat(callers.stream()
                        .map(Failures::of)
                        .map(KeyFetchException::reason)
                        .distinct())
                .containsExactly(Reason.UNEXPECTED_STATUS);
        assertThat(issuer.requests()).isEqualTo(1);
    }

    @Test
    void anIssuerThatComesBack_isFoundWithoutACaller() {
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.status(503));
        Failures.of(fetcher.getKey(token()));
        issuer.behave();
        CompletableFuture<Void> ready = fetcher.ready();
        time.advance(Duration.ofMillis(250));
        ready.join();
        assertThat(fetcher.status().get(0).state()).isEqualTo(IssuerStatus.State.FRESH);
    }

    @Test
    void aRotation_isHonouredByItsFirstToken() {
        VerificationKey old = warm();
        issuer.rotate();
        assertThat(fetcher.getKey(token()).join().keyId()).isNotEqualTo(old.keyId());
        assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(2);
    }

    @Test
    void aFloodOfInventedKeys_costsTwoRequestsAndThenOnePerSlot() {
        warm();
        for (int i = 0; i < 500; i++) {
            time.advance(Duration.ofNanos(1)); // each comes later than the fetch for the one before
            assertThat(Failures.of(fetcher.getKey(inventedToken(i))).httpStatus())
                    .isEqualTo(401);
        }
        assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(3); // one when it was cold
        issuer.rotate();
        Failures.of(fetcher.getKey(token()));
        time.advance(Duration.ofSeconds(2));
        CompletableFuture<VerificationKey> afterTheSlot = fetcher.getKey(token());
        assertThat(afterTheSlot.join().keyId()).isEqualTo(issuer.signingKeyId());
        assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(4);
    }

    @Test
    void anOutage_isSurvivedUntilTheKeysAreTooOld() {
        VerificationKey key = warm();
        issuer.stopListening();
        time.advance(Duration.ofMinutes(10));
        String token = token();
        assertThat(fetcher.getKey(token).join()).isEqualTo(key);
        time.advance(Duration.ofHours(6).minusSeconds(1));
        assertThat(fetcher.getKey(token).join()).isEqualTo(key);
        time.advance(Duration.ofSeconds(1));
        assertThat(Failures.of(fetcher.getKey(token)).httpStatus()).isEqualTo(503);
    }
}
