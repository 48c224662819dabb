package org.jwks4j.idp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.JwtVerifier;

/**
 * Users with tokens, each of which is shown ten times a second to each verifier. Legitimate ones should all be accepted; those of
 * keys that their issuer withdrew go on being shown, once a second, and are not counted.
 */
final class Traffic implements AutoCloseable {
    private static final int ROUNDS_A_SECOND = 10;
    private static final Duration TO_BE_ANSWERED = Duration.ofSeconds(15);

    private final Collection<JwtVerifier> verifiers;
    private final Set<String> legitimate = new LinkedHashSet<>();
    private final List<String> withdrawn = new CopyOnWriteArrayList<>();
    private final AtomicLong shown = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int round;

    Traffic(Collection<JwtVerifier> verifiers) {
        this.verifiers = List.copyOf(verifiers);
        clock.scheduleAtFixedRate(this::round, 0, 1000 / ROUNDS_A_SECOND, TimeUnit.MILLISECONDS);
    }

    /** Shows it at once, as the first of its key. */
    void add(String token) {
        synchronized (legitimate) {
            legitimate.add(token);
        }
        show(token);
    }

    /** What was legitimate until now is not counted any more. */
    void withdraw(Collection<String> tokens) {
        synchronized (legitimate) {
            legitimate.removeAll(tokens);
        }
        withdrawn.addAll(tokens);
    }

    /** No one shows anything. */
    void pause() {
        synchronized (legitimate) {
            legitimate.clear();
        }
        withdrawn.clear();
    }

    private void round() {
        List<String> tokens;
        synchronized (legitimate) {
            tokens = new ArrayList<>(legitimate);
        }
        tokens.forEach(this::show);
        if (round++ % ROUNDS_A_SECOND == 0) {
            withdrawn.forEach(token -> verifiers.forEach(verifier -> ignored(verifier.verify(token))));
        }
    }

    private void show(String token) {
        for (JwtVerifier verifier : verifiers) {
            shown.incrementAndGet();
            ignored(verifier.verify(token)
                    .handle((jwt, failure) -> failure == null ? accepted.incrementAndGet() : refuse(failure)));
        }
    }

    private long refuse(Throwable failure) {
        refusals.add(TokenException.in(failure)
                .map(e -> e.reason() + ": " + e.getMessage())
                .orElse(failure.toString()));
        return 0;
    }

    private static void ignored(CompletableFuture<?> answer) {
        answer.exceptionally(failure -> null);
    }

    long shown() {
        return shown.get();
    }

    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Stops, and waits until what was shown is answered. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(10, TimeUnit.SECONDS);
            long until = System.nanoTime() + TO_BE_ANSWERED.toNanos();
            while (accepted.get() + refusals.size() < shown.get() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
