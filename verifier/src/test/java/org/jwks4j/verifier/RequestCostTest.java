package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;

/** How many requests tokens cost their issuer, good ones and bad ones. */
final class RequestCostTest {
    @AutoClose
    static final FakeIssuer ISSUER = FakeIssuer.builder().algorithms("ES256").start();

    @AfterEach
    void forget() {
        ISSUER.forgetRequests();
    }

    @Test
    void coldCallers_shareOneFetch_andEachGetsItsOwnToken() {
        try (KeyFetcher fetcher = Shop.trusting(ISSUER)) {
            JwtVerifier verifier = verifier(fetcher);
            List<CompletableFuture<String>> callers = IntStream.range(0, 100)
                    .mapToObj(i -> ISSUER.token().claim("jti", "id-" + i).mint())
                    .map(token -> verifier.verify(token)
                            .thenApply(verified -> verified.claims().jwtId().orElseThrow()))
                    .toList();

            for (int i = 0; i < callers.size(); i++) {
                assertThat(callers.get(i).orTimeout(20, TimeUnit.SECONDS).join())
                        .isEqualTo("id-" + i);
            }
            assertThat(ISSUER.requests(Endpoint.METADATA)).isEqualTo(1);
            assertThat(ISSUER.requests(Endpoint.JWKS)).isEqualTo(1);
        }
    }

    @Test
    void rotation_isFollowedByTheFirstTokenOfTheNewKey() {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();
                KeyFetcher fetcher = Shop.trusting(issuer)) {
            JwtVerifier verifier = verifier(fetcher);
            verifier.blocking().verify(issuer.token().mint());
            String newKeyId = issuer.rotate().keyId();

            assertThat(verifier.blocking().verify(issuer.token().mint()).key().keyId())
                    .isEqualTo(newKeyId);
            assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(2);
        }
    }

    @Test
    void badSignatures_causeOneRequestInHalfAMinute() {
        ManualTime time = ManualTime.start();
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(ISSUER.issuer())
                .allowHttpOnLoopback()
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .build()) {
            JwtVerifier verifier = verifier(fetcher);
            verifier.blocking().verify(ISSUER.token().mint());
            int requests = ISSUER.requests();
            time.advance(Duration.ofSeconds(1)); // the keys are older than the token
            for (int i = 0; i < 20; i++) {
                Shop.refuses(verifier, ISSUER.token().tamperedSignature().mint(), Reason.INVALID_SIGNATURE);
            }
            assertThat(ISSUER.requests()).isEqualTo(requests + 1);

            time.advance(Duration.ofSeconds(30));
            Shop.refuses(verifier, ISSUER.token().tamperedSignature().mint(), Reason.INVALID_SIGNATURE);
            assertThat(ISSUER.requests()).isEqualTo(requests + 2);
        }
    }

    @Test
    void inventedKeyIds_areThrottled_andGoodTokensAreVerifiedAllAlong() {
        ManualTime time = ManualTime.start();
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(ISSUER.issuer())
                .allowHttpOnLoopback()
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .build()) {
            JwtVerifier verifier =
                    JwtVerifier.builder(fetcher).acceptAnyAudience().build();
            verifier.blocking().verify(ISSUER.token().mint());

            for (int i = 0; i < 2; i++) {
                time.advance(Duration.ofMillis(1));
                Shop.refuses(verifier, invented(i), Reason.UNKNOWN_KEY); // the issuer was asked
            }
            for (int i = 2; i < 100; i++) {
                time.advance(Duration.ofMillis(1));
                TokenException refusal = Shop.refuses(verifier, invented(i), Reason.UNKNOWN_KEY_THROTTLED);
                assertThat(refusal).isExactlyInstanceOf(KeyNotFoundException.class);
                assertThat(refusal.httpStatus()).isEqualTo(401);
                assertThat(refusal.retryAfter())
                        .hasValueSatisfying(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(2)));
            }

            verifier.blocking().verify(ISSUER.token().mint());
            assertThat(ISSUER.requests(Endpoint.JWKS)).isEqualTo(3);
        }
    }

    private static String invented(int number) {
        return ISSUER.token().keyId("invented-" + number).mint();
    }

    private static JwtVerifier verifier(KeyFetcher fetcher) {
        return JwtVerifier.builder(fetcher).acceptAnyAudience().build();
    }
}
