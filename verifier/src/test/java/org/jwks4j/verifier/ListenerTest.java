package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerResolver;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.JwtVerifierEvent.EventsDropped;
import org.jwks4j.verifier.JwtVerifierEvent.TokenNotJudged;
import org.jwks4j.verifier.JwtVerifierEvent.TokenRefused;
import org.jwks4j.verifier.JwtVerifierEvent.TokenVerified;

/** What listeners are told of each token, and that none of them can do any harm. */
final class ListenerTest {
    private static final Duration STEP = Duration.ofMillis(3);

    @AutoClose
    private final Shop shop = Shop.open("ES256");

    private final AtomicLong now = new AtomicLong();
    private final List<JwtVerifierEvent> told = new ArrayList<>();
    private final Optional<String> issuer = Optional.of(shop.issuer().issuer());

    /** Whose clock moves on by a step each time it is read: so each call takes one. */
    private JwtVerifierBuilder telling() {
        return telling(shop.strict());
    }

    private JwtVerifierBuilder telling(JwtVerifierBuilder builder) {
        return builder.listener(told::add).listenerExecutor(Runnable::run).ticker(() -> now.getAndAdd(STEP.toNanos()));
    }

    private static Throwable failure(CompletableFuture<?> answer) {
        return answer.handle((value, failure) -> failure)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void goodToken_isToldWithItsIssuerAndTime() {
        telling().build().verify(shop.token().mint()).join();

        assertThat(told).containsExactly(new TokenVerified(1, issuer, false, STEP));
    }

    @Test
    void rememberedToken_isToldAsSuch() {
        JwtVerifier verifier = telling().rememberVerifiedTokens(100_000).build();
        String token = shop.token().mint();
        verifier.verify(token).join();
        verifier.verify(token).join();
        verifier.blocking().verify(token);

        assertThat(told)
                .containsExactly(
                        new TokenVerified(1, issuer, false, STEP),
                        new TokenVerified(2, issuer, true, STEP),
                        new TokenVerified(3, issuer, true, STEP));
    }

    @Test
    void refusedToken_isToldWithItsReason_onceForEachWayOfAsking() {
        JwtVerifier verifier = telling().build();
        String token = shop.token().claim("aud", "elsewhere").mint();
        failure(verifier.verify(token));
        failure(verifier.verify(UnverifiedToken.parse(token)));
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> verifier.blocking().verify(token));
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> verifier.blocking().verify(UnverifiedToken.parse(token)));

        assertThat(told)
                .containsExactly(
                        new TokenRefused(1, issuer, Reason.WRONG_AUDIENCE, STEP),
                        new TokenRefused(2, issuer, Reason.WRONG_AUDIENCE, STEP),
                        new TokenRefused(3, issuer, Reason.WRONG_AUDIENCE, STEP),
                        new TokenRefused(4, issuer, Reason.WRONG_AUDIENCE, STEP));
    }

    @Test
    void nothingOfAToken_isTold() {
        JwtVerifier verifier = telling().build();
        failure(verifier.verify("no token"));
        failure(verifier.verify(
                shop.token().claim("iss", "https://evil.example.com").mint()));

        assertThat(told)
                .containsExactly(
                        new TokenRefused(1, Optional.empty(), Reason.MALFORMED_TOKEN, STEP),
                        new TokenRefused(2, Optional.empty(), Reason.UNTRUSTED_ISSUER, STEP));
    }

    /** An outage says nothing about the token. */
    @Test
    void tokenWithoutKeys_isToldAsNotJudged() {
        String token = shop.token().mint();
        shop.issuer().stopListening();
        failure(telling().build().verify(token));

        assertThat(told).singleElement().isInstanceOfSatisfying(TokenNotJudged.class, event -> {
            assertThat(event.issuer()).isEqualTo(issuer);
            assertThat(event.reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
        });
    }

    @Test
    void alias_isToldByTheNameOfItsIssuer() {
        TrustedIssuer trusted = TrustedIssuer.of(shop.issuer().issuer()).withAlias("https://alias.example.com");
        try (KeyFetcher fetcher =
                KeyFetcher.builder().trust(trusted).allowHttpOnLoopback().build()) {
            JwtVerifier verifier = telling(JwtVerifier.builder(fetcher)
                            .instantSource(shop.time().instants())
                            .audience(Shop.AUDIENCE))
                    .build();
            verifier.verify(shop.token()
                            .claim("iss", "https://alias.example.com")
                            .mint())
                    .join();
            failure(verifier.verify(shop.token()
                    .claim("iss", "https://alias.example.com")
                    .claim("aud", "x")
                    .mint()));

            assertThat(told)
                    .containsExactly(
                            new TokenVerified(1, issuer, false, STEP),
                            new TokenRefused(2, issuer, Reason.WRONG_AUDIENCE, STEP));
        }
    }

    /** There may be as many of them as a stranger invents. */
    @Test
    void issuerThatBecameKnownAtRunTime_isNotNamed() {
        IssuerResolver resolver = name -> CompletableFuture.completedFuture(Optional.of(TrustedIssuer.of(name)));
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(resolver)
                .allowHttpOnLoopback()
                .allowPrivateAddresses()
                .build()) {
            JwtVerifier verifier = telling(JwtVerifier.builder(fetcher)
                            .instantSource(shop.time().instants())
                            .audience(Shop.AUDIENCE))
                    .build();
            verifier.verify(shop.token().mint()).join();

            assertThat(told).containsExactly(new TokenVerified(1, Optional.empty(), false, STEP));
        }
    }

    /** A caller with a deadline of its own sees nothing of an answer that comes later; who counts answers does. */
    @Test
    void callerThatGaveUp_doesNotChangeWhatIsTold() throws InterruptedException {
        CompletableFuture<?> gate = new CompletableFuture<>();
        shop.issuer().misbehave(Endpoint.METADATA, Misbehaviour.heldUntil(gate));
        CountDownLatch heard = new CountDownLatch(1);
        CompletableFuture<VerifiedJwt> answer = telling()
                .listener(event -> heard.countDown())
                .build()
                .verify(shop.token().mint());
        answer.cancel(true);
        assertThat(told).isEmpty();
        gate.complete(null);

        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(told).containsExactly(new TokenVerified(1, issuer, false, STEP));
    }

    @Test
    void listenerThatThrows_harmsNeitherTheTokenNorTheOthers() {
        JwtVerifier verifier = telling(shop.strict().listener(event -> {
                    throw new AssertionError("broken listener");
                }))
                .build();

        assertThat(verifier.verify(shop.token().mint()).join()).isNotNull();
        assertThat(failure(verifier.verify("no token"))).isInstanceOf(TokenException.class);
        assertThat(told).hasSize(2);
    }

    /** On threads of the verifier's own, as by default. */
    @Test
    void listenerThatBlocks_harmsNeitherTheTokenNorTheOthers() throws InterruptedException {
        CountDownLatch forever = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(2);
        JwtVerifier verifier = shop.strict()
                .listener(event -> awaitQuietly(forever))
                .listener(event -> heard.countDown())
                .build();
        String token = shop.token().mint();
        verifier.verify(token).orTimeout(20, TimeUnit.SECONDS).join();
        verifier.blocking().verify(token);

        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        forever.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void listenerThatIsBehind_isToldHowManyItMissed() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        JwtVerifier verifier =
                shop.strict().listener(told::add).listenerExecutor(tasks::add).build();
        for (int i = 0; i < VerifierListeners.WAITING_EVENTS + 2; i++) {
            failure(verifier.verify("no token"));
        }
        assertThat(tasks).as("the listener's, and the log's").hasSize(2);
        tasks.forEach(Runnable::run);

        assertThat(told).hasSize(VerifierListeners.WAITING_EVENTS + 1);
        assertThat(told.get(VerifierListeners.WAITING_EVENTS)).isInstanceOfSatisfying(EventsDropped.class, dropped -> {
            assertThat(dropped.number()).isEqualTo(VerifierListeners.WAITING_EVENTS + 2L);
            assertThat(dropped.count()).isEqualTo(2);
        });
    }

    @Test
    void withoutAListener_notEvenTheTimeIsTaken() {
        JwtVerifier verifier = shop.strict()
                .ticker(() -> {
                    throw new AssertionError("the time was asked for");
                })
                .build();

        assertThat(verifier.verify(shop.token().mint()).join()).isNotNull();
        assertThat(verifier.blocking().verify(shop.token().mint())).isNotNull();
    }
}
