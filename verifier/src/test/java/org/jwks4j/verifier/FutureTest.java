package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** Who waits, on which thread what happens, and what a future or a blocked caller is told. */
final class FutureTest {
    @AutoClose
    static final FakeIssuer ISSUER = FakeIssuer.builder().algorithms("ES256").start();

    @AfterEach
    void behave() {
        ISSUER.behave();
        ISSUER.forgetRequests();
    }

    @Test
    void failedFuture_holdsTheExceptionItself_forWhoeverLooks() {
        try (KeyFetcher fetcher = trusting().build()) {
            JwtVerifier verifier = verifier(fetcher);
            String expired = ISSUER.token().expiresIn(Duration.ofHours(-1)).mint();

            assertThat(failureOf(verifier.verify(expired))).isInstanceOf(InvalidJwtException.class); // cold
            assertThat(failureOf(verifier.verify(expired))).isInstanceOf(InvalidJwtException.class); // cached
            assertThat(failureOf(verifier.verify("x"))).isInstanceOf(TokenException.class);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> verifier.verify(expired).get(20, TimeUnit.SECONDS))
                    .withCauseExactlyInstanceOf(InvalidJwtException.class);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> verifier.verify(expired).join())
                    .withCauseExactlyInstanceOf(InvalidJwtException.class);
        }
    }

    @Test
    void cachedKey_completesTheFutureBeforeItIsReturned() {
        try (KeyFetcher fetcher = trusting().build()) {
            JwtVerifier verifier = verifier(fetcher);
            verifier.blocking().verify(ISSUER.token().mint());
            Shop.refuses(
                    verifier, ISSUER.token().tamperedSignature().mint(), Reason.INVALID_SIGNATURE); // its one request
            int requests = ISSUER.requests();

            assertThat(verifier.verify(ISSUER.token().mint())).isCompleted();
            assertThat(verifier.verify(ISSUER.token().tamperedSignature().mint()))
                    .isCompletedExceptionally();
            assertThat(ISSUER.requests()).isEqualTo(requests);
        }
    }

    @Test
    void coldVerify_doesItsInputAndOutputOnTheExecutor_neverOnTheCallersThread() throws Exception {
        Set<Thread> asking = ConcurrentHashMap.newKeySet();
        Set<Thread> listening = ConcurrentHashMap.newKeySet();
        ExecutorService executor =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "the fetcher's executor"));
        try (HttpTransport network = JdkHttpTransport.create();
                KeyFetcher fetcher = trusting()
                        .executor(executor)
                        .transport(noting(network, asking))
                        .listener(noting(listening))
                        .build()) {
            CompletableFuture<Object> gate = new CompletableFuture<>();
            ISSUER.misbehave(Endpoint.METADATA, Misbehaviour.heldUntil(gate));
            CompletableFuture<Thread> completing =
                    verifier(fetcher).verify(ISSUER.token().mint()).thenApply(verified -> Thread.currentThread());
            ISSUER.awaitRequests(Endpoint.METADATA, 1, Duration.ofSeconds(20));
            gate.complete(null);

            assertThat(completing.get(20, TimeUnit.SECONDS).getName()).isEqualTo("the fetcher's executor");
            assertThat(asking).isNotEmpty().doesNotContain(Thread.currentThread());
            assertThat(listening).isNotEmpty().doesNotContain(Thread.currentThread());
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void cancellingOneCaller_leavesTheOthersWaiting() throws Exception {
        CompletableFuture<Object> gate = new CompletableFuture<>();
        ISSUER.misbehave(Endpoint.JWKS, Misbehaviour.heldUntil(gate));
        try (KeyFetcher fetcher = trusting().build()) {
            JwtVerifier verifier = verifier(fetcher);
            List<CompletableFuture<VerifiedJwt>> callers = List.of(
                    verifier.verify(ISSUER.token().mint()),
                    verifier.verify(ISSUER.token().mint()));
            ISSUER.awaitRequests(Endpoint.JWKS, 1, Duration.ofSeconds(20));

            assertThat(callers.get(0).cancel(true)).isTrue();
            gate.complete(null);

            assertThat(callers.get(1).get(20, TimeUnit.SECONDS).issuer()).isEqualTo(ISSUER.issuer());
            assertThat(failureOf(callers.get(0))).isInstanceOf(CancellationException.class);
            assertThat(ISSUER.requests(Endpoint.JWKS)).isEqualTo(1);
        }
    }

    private static KeyFetcherBuilder trusting() {
        return KeyFetcher.builder().trust(ISSUER.issuer()).allowHttpOnLoopback();
    }

    private static JwtVerifier verifier(KeyFetcher fetcher) {
        return JwtVerifier.builder(fetcher).acceptAnyAudience().build();
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return future.<Throwable>handle((value, failure) -> failure)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static HttpTransport noting(HttpTransport network, Set<Thread> threads) {
        return request -> {
            threads.add(Thread.currentThread());
            return network.get(request);
        };
    }

    private static KeyFetcherEvent.Listener noting(Set<Thread> threads) {
        return event -> threads.add(Thread.currentThread());
    }
}
