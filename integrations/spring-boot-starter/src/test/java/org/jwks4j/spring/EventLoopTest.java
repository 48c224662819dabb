package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.verifier.JwtVerifier;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.scheduler.NonBlocking;

/**
 * The reactive decoder never makes an event loop wait: neither for keys, nor for security providers. The JVM counts for each thread how
 * often it waited or parked.
 */
final class EventLoopTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @AutoClose
    private final FakeIssuer issuer = FakeIssuer.builder().algorithms("RS256").start();

    @AutoClose
    private final KeyFetcher fetcher = fetcher().build();

    private KeyFetcherBuilder fetcher() {
        return KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .deadline(LONG)
                .requestTimeout(LONG);
    }

    private String token() {
        return issuer.token().claim("aud", "orders").claim("sub", "alice").mint();
    }

    private static SpringJwts jwts() {
        return new SpringJwts(List.of());
    }

    private VerifierReactiveJwtDecoder decoder(JwtVerifier verifier) {
        return new VerifierReactiveJwtDecoder(verifier, jwts());
    }

    private static JwtVerifier verifier(KeyFetcher keys) {
        JwtVerifier verifier = JwtVerifier.builder(keys)
                .audience("orders")
                .executor(Runnable::run)
                .build();
        verifier.ready().join();
        return verifier;
    }

    private static String subject(CompletableFuture<Jwt> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS).getSubject();
    }

    @Test
    void warmOrCold_theEventLoopGoesOn() throws Exception {
        VerifierReactiveJwtDecoder decoder = decoder(verifier(fetcher));
        String token = token();
        assertThat(subject(decoder.decode(token).toFuture())).isEqualTo("alice");

        EventLoop warm = new EventLoop();
        assertThat(warm.waitsIn(() -> decoder.decode(token).toFuture())).isZero();
        assertThat(warm.answer).isCompleted();

        CompletableFuture<?> gate = new CompletableFuture<>();
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.heldUntil(gate));
        try (KeyFetcher cold = fetcher().build()) {
            VerifierReactiveJwtDecoder other = decoder(verifier(cold));
            EventLoop waiting = new EventLoop();
            assertThat(waiting.waitsIn(() -> other.decode(token).toFuture())).isZero();
            assertThat(waiting.answer).isNotDone();
            gate.complete(null);
            assertThat(subject(waiting.answer)).isEqualTo("alice");
        }
    }

    @Test
    void whileSecurityProvidersAreChosen_theEventLoopGoesOn() throws Exception {
        fetcher.blocking().getJwkSet(issuer.issuer());
        String token = token();
        Deque<Runnable> chosenLater = new ArrayDeque<>();
        VerifierReactiveJwtDecoder decoder = decoder(JwtVerifier.builder(fetcher)
                .audience("orders")
                .executor(chosenLater::add)
                .build());
        EventLoop loop = new EventLoop();
        assertThat(loop.waitsIn(() -> decoder.decode(token).toFuture())).isZero();
        assertThat(loop.answer).isNotDone();
        chosenLater.remove().run();
        assertThat(subject(loop.answer)).isEqualTo("alice");
    }

    /** The count sees one that waits: the decoder for servlets. */
    @Test
    void threadThatWaits_isCounted() throws Exception {
        VerifierJwtDecoder decoder = new VerifierJwtDecoder(verifier(fetcher), jwts());
        String token = token();

        assertThat(new EventLoop().waitsIn(() -> CompletableFuture.completedFuture(decoder.decode(token))))
                .isPositive();
    }

    /** A thread that must not wait, for one task. */
    private static final class EventLoop {
        private CompletableFuture<Jwt> answer;

        long waitsIn(Supplier<CompletableFuture<Jwt>> task) throws Exception {
            CompletableFuture<Long> waits = new CompletableFuture<>();
            Thread thread = new NonBlockingThread(() -> {
                try {
                    long before = waitedCount();
                    answer = task.get();
                    waits.complete(waitedCount() - before);
                } catch (RuntimeException | Error e) {
                    waits.completeExceptionally(e);
                }
            });
            thread.start();
            return waits.get(60, TimeUnit.SECONDS);
        }

        private static long waitedCount() {
            return ManagementFactory.getThreadMXBean()
                    .getThreadInfo(Thread.currentThread().getId())
                    .getWaitedCount();
        }
    }

    /** What Reactor takes for an event loop. */
    private static final class NonBlockingThread extends Thread implements NonBlocking {
        NonBlockingThread(Runnable task) {
            super(task, "event-loop");
        }
    }
}
