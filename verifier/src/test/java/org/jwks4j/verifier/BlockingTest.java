package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** What an interrupt does to a thread that waits for a key, and to one that need not. */
final class BlockingTest {
    @AutoClose
    static final FakeIssuer ISSUER = FakeIssuer.builder().algorithms("ES256").start();

    @AfterEach
    void behave() {
        ISSUER.behave();
        ISSUER.forgetRequests();
    }

    @Test
    void interruptWhileBlocking_endsTheWaiting_andIsKept() throws Exception {
        CompletableFuture<Object> gate = new CompletableFuture<>();
        ISSUER.misbehave(Endpoint.METADATA, Misbehaviour.heldUntil(gate));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        try (KeyFetcher fetcher = Shop.trusting(ISSUER)) {
            BlockingJwtVerifier verifier = verifier(fetcher).blocking();
            String token = ISSUER.token().mint();
            Thread caller = new Thread(() -> {
                try {
                    verifier.verify(token);
                } catch (TokenException e) {
                    failure.set(e);
                }
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            ISSUER.awaitRequests(Endpoint.METADATA, 1, Duration.ofSeconds(20));
            caller.interrupt();
            caller.join(20_000);
            gate.complete(null);
        }

        assertThat(failure.get()).isExactlyInstanceOf(KeysUnavailableException.class);
        assertThat(((TokenException) failure.get()).reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(((TokenException) failure.get()).httpStatus()).isEqualTo(503);
        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void interruptedThread_isServedFromTheCacheAllTheSame() {
        try (KeyFetcher fetcher = Shop.trusting(ISSUER)) {
            BlockingJwtVerifier verifier = verifier(fetcher).blocking();
            verifier.verify(ISSUER.token().mint());
            Thread.currentThread().interrupt();
            try {
                verifier.verify(ISSUER.token().mint());
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    private static JwtVerifier verifier(KeyFetcher fetcher) {
        return JwtVerifier.builder(fetcher).acceptAnyAudience().build();
    }
}
