package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** Threads, closing, interrupts and listeners. */
class LifeTest {
    private final FakeIssuer issuer = FakeIssuer.start();

    @AfterEach
    void close() {
        issuer.close();
    }

    private KeyFetcherBuilder builder() {
        return KeyFetcher.builder().trust(issuer.issuer()).allowHttpOnLoopback();
    }

    @Test
    void close_endsWhoeverWaits() {
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.hang());
        KeyFetcher fetcher = builder().build();
        CompletableFuture<?> waiting = fetcher.getKey(issuer.mint(Map.of()));
        fetcher.close();
        Throwable failure = waiting.handle((key, cause) -> cause).join();
        assertThat(failure).hasFieldOrPropertyWithValue("reason", Reason.CLOSED);
    }

    @Test
    void close_endsWhoeverWaitsPastFreshness() {
        Scenario scenario = Scenario.warm();
        String token = scenario.token();
        scenario.after(Duration.ofMinutes(10)).transport.on(Scenario.JWKS).hold();
        CompletableFuture<?> waiting = scenario.fetcher.getKey(token);
        scenario.close();
        assertThat(Scenario.failureOf(waiting).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void close_cancelsRequestsUnderWayAndLetsNoMoreOut() {
        Scenario scenario = Scenario.discovered().publishes();
        scenario.transport.on(Scenario.METADATA).hold();
        CompletableFuture<?> waiting = scenario.fetcher.getKey(scenario.token());
        assertThat(scenario.transport.pending()).hasSize(1);
        scenario.close();
        assertThat(scenario.transport.pending()).isEmpty();
        assertThat(Scenario.failureOf(waiting).reason()).isEqualTo(Reason.CLOSED);
        assertThat(scenario.jwksRequests()).isZero();
    }

    @Test
    void afterClose_everyCallFails() {
        KeyFetcher fetcher = builder().build();
        fetcher.close();
        fetcher.close();
        assertThat(Failures.of(() -> fetcher.blocking().getKey(issuer.mint(Map.of())))
                        .reason())
                .isEqualTo(Reason.CLOSED);
        assertThat(Failures.of(() -> fetcher.getKeyIfCached(issuer.mint(Map.of())))
                        .reason())
                .isEqualTo(Reason.CLOSED);
    }

    @Test
    void afterClose_theStatusSaysSo() {
        KeyFetcher fetcher = builder().build();
        fetcher.blocking().getKey(issuer.mint(Map.of()));
        fetcher.close();
        assertThat(fetcher.status().get(0).state()).isEqualTo(IssuerStatus.State.CLOSED);
        assertThat(fetcher.status().get(0).nextAttempt()).isEmpty();
    }

    @Test
    void close_endsTheTimerThread() throws InterruptedException {
        KeyFetcher fetcher = builder().build();
        fetcher.blocking().getKey(issuer.mint(Map.of()));
        Thread timer = threadNamed("jwks4j-timer");
        assertThat(timer.isDaemon()).isTrue();
        fetcher.close();
        timer.join(10_000);
        assertThat(timer.isAlive()).isFalse();
    }

    private static long threadsNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    private static Thread threadNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aThousandIssuers_costNoThreadOfTheirOwn() {
        KeyFetcherBuilder many = builder();
        for (int i = 0; i < 1000; i++) {
            many.trust("https://tenant-" + i + ".example.com");
        }
        try (KeyFetcher fetcher = many.build()) {
            fetcher.blocking().getKey(issuer.mint(Map.of()));
            assertThat(threadsNamed("jwks4j-timer")).isEqualTo(1);
            assertThat(threadsNamed("jwks4j-http")).isLessThan(10);
            assertThat(fetcher.status()).hasSize(1001);
        }
    }

    @Test
    void anInterrupt_endsTheWaitingAndIsKept() {
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.hang());
        try (KeyFetcher fetcher = builder().build()) {
            Thread.currentThread().interrupt();
            assertThat(Failures.of(() -> fetcher.blocking().getKey(issuer.mint(Map.of())))
                            .reason())
                    .isEqualTo(Reason.INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aBlockingCall_keepsItsDeadlineWhileTheExecutorIsBusy() {
        try (KeyFetcher fetcher =
                builder().executor(task -> {}).deadline(Duration.ofMillis(50)).build()) {
            assertThat(Failures.of(() -> fetcher.blocking().getKey(issuer.mint(Map.of())))
                            .reason())
                    .isEqualTo(Reason.TIMEOUT);
        }
    }

    /** It tidies up its tables on the executor, and would tell the log of the platform of each refusal. */
    @Test
    void anExecutorThatRefuses_isNoNewsOfTheCache() {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger("com.github.benmanes.caffeine");
        Handler handler = new LineHandler(lines);
        logger.addHandler(handler);
        AtomicBoolean refuses = new AtomicBoolean();
        Executor executor = task -> {
            if (refuses.get()) {
                throw new RejectedExecutionException();
            }
            task.run();
        };
        TrustedIssuer resolved = TrustedIssuer.of(issuer.issuer());
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(name -> CompletableFuture.completedFuture(Optional.of(resolved)))
                .allowHttpOnLoopback()
                .allowPrivateAddresses()
                .executor(executor)
                .build()) {
            String token = issuer.mint(Map.of());
            fetcher.blocking().getKey(token);
            refuses.set(true);
            for (int reads = 0; reads < 1000; reads++) {
                assertThat(fetcher.getKeyIfCached(token)).isPresent();
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines).isEmpty();
    }

    private static final class LineHandler extends Handler {
        private final List<String> lines;

        LineHandler(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void aListenerThatThrows_harmsNobody() {
        RecordingListener second = new RecordingListener();
        KeyFetcherEvent.Listener broken = event -> {
            throw new IllegalStateException("broken listener");
        };
        try (KeyFetcher fetcher = builder()
                .listenerExecutor(Runnable::run)
                .listener(broken)
                .listener(second)
                .build()) {
            assertThat(fetcher.blocking().getKey(issuer.mint(Map.of()))).isNotNull();
            assertThat(second.lines()).contains("succeeded /jwks");
        }
    }

    @Test
    void aCallersFuture_isItsOwn() {
        try (KeyFetcher fetcher = builder().build()) {
            String token = issuer.mint(Map.of());
            fetcher.blocking().getKey(token);
            fetcher.getKey(token).obtrudeException(new IllegalStateException("mine"));
            assertThat(fetcher.getKey(token)).isCompleted();
        }
    }

    @Test
    void anAsyncCall_doesNoIoOnTheCallersThread() {
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.hang());
        try (KeyFetcher fetcher = builder().build()) {
            assertThat(fetcher.getKey(issuer.mint(Map.of()))).isNotDone();
        }
    }
}
