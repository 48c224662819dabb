package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.Misbehaviour;

/** Where the issuer's keys cannot be learned, which says nothing about the token: 503. */
final class IssuerTroubleTest {
    @AutoClose
    static final FakeIssuer ISSUER = FakeIssuer.builder().algorithms("ES256").start();

    @AutoClose
    static final FakeIssuer ELSEWHERE = FakeIssuer.builder().algorithms("ES256").start();

    static Stream<Arguments> troubles() {
        URI elsewhere = ELSEWHERE.jwksUri();
        return Stream.of(
                trouble("500", Misbehaviour.status(500), Reason.UNEXPECTED_STATUS, Reason.UNEXPECTED_STATUS),
                trouble("404", Misbehaviour.status(404), Reason.UNEXPECTED_STATUS, Reason.UNEXPECTED_STATUS),
                trouble("429", Misbehaviour.status(429), Reason.UNEXPECTED_STATUS, Reason.UNEXPECTED_STATUS),
                trouble("206", Misbehaviour.status(206), Reason.UNEXPECTED_STATUS, Reason.UNEXPECTED_STATUS),
                trouble("302", Misbehaviour.redirect(elsewhere), Reason.UNEXPECTED_STATUS, Reason.UNEXPECTED_STATUS),
                trouble("HTML", Misbehaviour.html(), Reason.INVALID_METADATA, Reason.INVALID_JWK_SET),
                trouble("garbage", Misbehaviour.garbage(500), Reason.INVALID_METADATA, Reason.INVALID_JWK_SET),
                trouble("{}", body("{}"), Reason.INVALID_METADATA, Reason.INVALID_JWK_SET),
                trouble("[]", body("[]"), Reason.INVALID_METADATA, Reason.INVALID_JWK_SET),
                trouble("empty", body(""), Reason.INVALID_METADATA, Reason.INVALID_JWK_SET),
                trouble("deep", body("[".repeat(5000)), Reason.INVALID_METADATA, Reason.INVALID_JWK_SET),
                trouble(
                        "deep member",
                        body("{\"x\":" + "[".repeat(500) + "]".repeat(500) + "}"),
                        Reason.INVALID_METADATA,
                        Reason.INVALID_JWK_SET),
                trouble(
                        "no key",
                        body("{\"issuer\":\"" + ISSUER.issuer() + "\",\"keys\":[]}"),
                        Reason.INVALID_METADATA,
                        Reason.NO_USABLE_KEYS),
                trouble("dropped", Misbehaviour.dropConnection(), Reason.ISSUER_UNREACHABLE, Reason.ISSUER_UNREACHABLE),
                trouble("cut off", Misbehaviour.truncatedBody(), Reason.ISSUER_UNREACHABLE, Reason.ISSUER_UNREACHABLE));
    }

    @AfterEach
    void behave() {
        assertThat(ELSEWHERE.requests()).isZero();
        ISSUER.behave();
        ISSUER.resume();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void troubleWithMetadata_isAnswered503(Misbehaviour trouble, Reason reason, Reason ofJwks) {
        ISSUER.misbehave(Endpoint.METADATA, trouble);

        assertUnavailable(reason);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void troubleWithTheJwkSet_isAnswered503(Misbehaviour trouble, Reason ofMetadata, Reason reason) {
        ISSUER.misbehave(Endpoint.JWKS, trouble);

        assertUnavailable(reason);
    }

    @Test
    void issuerThatIsDown_isAnswered503() {
        ISSUER.stopListening();

        assertUnavailable(Reason.ISSUER_UNREACHABLE);
    }

    @Test
    void metadataOfAnotherIssuer_isAnswered503() {
        ISSUER.misbehave(Endpoint.METADATA, Misbehaviour.wrongIssuer(ISSUER.issuer() + "/"));

        assertUnavailable(Reason.INVALID_METADATA);
    }

    @Test
    void hugeJwkSet_isAnswered503() {
        ISSUER.misbehave(Endpoint.JWKS, Misbehaviour.hugeBody(2 << 20));

        assertUnavailable(Reason.INVALID_JWK_SET);
    }

    @Test
    void issuerThatIsBackAgain_isAskedAgain() {
        ISSUER.stopListening();
        ManualTime time = ManualTime.start();
        try (KeyFetcher fetcher = trusting()
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .build()) {
            JwtVerifier verifier = verifier(fetcher);
            Shop.refuses(verifier, ISSUER.token().mint(), Reason.ISSUER_UNREACHABLE);
            ISSUER.resume();
            time.advance(Duration.ofSeconds(1)); // past the backoff, but within the timeout of a request that it starts

            verifier.blocking().verify(ISSUER.token().mint());
        }
    }

    @Test
    void issuerThatHangs_isGivenUpAtTheDeadline() throws InterruptedException {
        ISSUER.forgetRequests();
        ISSUER.misbehave(Endpoint.METADATA, Misbehaviour.hang());
        ManualTime time = ManualTime.start();
        try (KeyFetcher fetcher = trusting()
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .deadline(Duration.ofSeconds(3))
                .build()) {
            CompletableFuture<Throwable> failure =
                    verifier(fetcher).verify(ISSUER.token().mint()).handle((verified, refused) -> refused);
            ISSUER.awaitRequests(Endpoint.METADATA, 1, Duration.ofSeconds(20));
            time.advance(Duration.ofSeconds(3).minusNanos(1));
            assertThat(failure).isNotDone();
            time.advance(Duration.ofNanos(1));

            TokenException late =
                    (TokenException) failure.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(late.httpStatus()).isEqualTo(503);
        }
    }

    @Test
    void closedFetcher_isAnswered503() {
        KeyFetcher fetcher = trusting().build();
        fetcher.close();

        TokenException refusal = Shop.refuses(verifier(fetcher), ISSUER.token().mint(), Reason.CLOSED);

        assertThat(refusal.httpStatus()).isEqualTo(503);
    }

    @Test
    void tokenAtFault_isRefusedWith401_thoughTheIssuerIsDown() {
        ISSUER.stopListening();
        ISSUER.forgetRequests();
        TrustedIssuer trusted = TrustedIssuer.of(ISSUER.issuer()).withAlgorithms(JwsAlgorithm.ES256);
        try (KeyFetcher fetcher =
                KeyFetcher.builder().trust(trusted).allowHttpOnLoopback().build()) {
            JwtVerifier verifier = verifier(fetcher);

            Shop.refuses(verifier, "x", Reason.MALFORMED_TOKEN);
            Shop.refuses(verifier, ISSUER.token().unsigned().mint(), Reason.UNSUPPORTED_ALGORITHM);
            Shop.refuses(verifier, ISSUER.token().header("alg", "RS256").mint(), Reason.ALGORITHM_NOT_ALLOWED);
            Shop.refuses(
                    verifier, ISSUER.token().claim("iss", "https://x.example").mint(), Reason.UNTRUSTED_ISSUER);
        }
    }

    private static void assertUnavailable(Reason reason) {
        try (KeyFetcher fetcher = trusting().build()) {
            TokenException refusal =
                    Shop.refuses(verifier(fetcher), ISSUER.token().mint(), reason);

            assertThat(refusal).isExactlyInstanceOf(KeysUnavailableException.class);
            assertThat(refusal.httpStatus()).isEqualTo(503);
            assertThat(refusal.issuer()).hasValue(ISSUER.issuer());
            assertThat(refusal.keyId()).hasValue(ISSUER.signingKeyId());
            assertThat(refusal).hasMessageContaining(ISSUER.issuer());
        }
    }

    private static KeyFetcherBuilder trusting() {
        return KeyFetcher.builder().trust(ISSUER.issuer()).allowHttpOnLoopback();
    }

    private static JwtVerifier verifier(KeyFetcher fetcher) {
        return JwtVerifier.builder(fetcher).acceptAnyAudience().build();
    }

    private static Misbehaviour body(String text) {
        return Misbehaviour.body("application/json", text);
    }

    private static Arguments trouble(String name, Misbehaviour trouble, Reason ofMetadata, Reason ofJwks) {
        return Arguments.of(Named.of(name, trouble), ofMetadata, ofJwks);
    }
}
