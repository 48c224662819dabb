package org.jwks4j.attacks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.testkit.FakeIssuer;

/** The program of {@link ThreadAttackTest}, in a JVM of its own: asks the issuers of many tokens for their keys. */
final class FewProcessors {
    private static final int ISSUERS = 1000;

    private FewProcessors() {}

    private static String issuer(int number) {
        return "https://tenant-" + number + ".example.com";
    }

    /**
     * Prints how many threads were started for the first fetch of all issuers, and whether one of them was the caller's.
     *
     * @param args {@code common} to name the common pool as the executor, which has one thread then; else one transport call
     *     blocks by mistake until all others are answered
     */
    public static void main(String[] args) {
        AtomicBoolean byCaller = new AtomicBoolean();
        CountDownLatch unblocked = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        KeyFetcherBuilder builder = KeyFetcher.builder().deadline(Duration.ofMinutes(5));
        for (int i = 0; i < ISSUERS; i++) {
            builder.trust(TrustedIssuer.of(issuer(i)).withJwksUri(issuer(i) + "/jwks"));
        }
        if (List.of(args).contains("common")) {
            builder.executor(ForkJoinPool.commonPool());
            unblocked.countDown();
        }
        try (FakeIssuer keys = FakeIssuer.builder().algorithms("ES256").start();
                KeyFetcher fetcher = builder.transport(answering(keys, byCaller, caller, unblocked))
                        .build()) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long before = threads.getTotalStartedThreadCount();
            CompletableFuture<?> held = fetcher.getJwkSet(issuer(0));
            for (int i = 1; i < ISSUERS; i++) {
                fetcher.blocking().getJwkSet(issuer(i));
            }
            unblocked.countDown();
            held.handle((keySet, failure) -> failure).join(); // on a slow machine it is late by now
            System.out.println("threads=" + (threads.getTotalStartedThreadCount() - before) + " byCaller=" + byCaller);
        }
    }

    private static HttpTransport answering(
            FakeIssuer keys, AtomicBoolean byCaller, Thread caller, CountDownLatch unblocked) {
        byte[] body = keys.jwkSet().getBytes(StandardCharsets.UTF_8);
        return request -> {
            byCaller.compareAndSet(false, Thread.currentThread() == caller);
            if (request.uri().getHost().equals("tenant-0.example.com")) {
                awaitUninterruptibly(unblocked);
            }
            return CompletableFuture.completedFuture(new HttpTransport.Response(200, Map.of(), body));
        };
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
