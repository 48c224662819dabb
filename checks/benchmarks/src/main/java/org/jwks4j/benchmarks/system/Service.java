package org.jwks4j.benchmarks.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** An issuer on loopback, a service that trusts it, and the threads of those who call the service. */
final class Service implements AutoCloseable {
    static final String AUDIENCE = "https://api.acme.example/orders";
    private static final int ROUNDS_TO_COMPILE = 2_000;

    final FakeIssuer issuer = FakeIssuer.start();
    final Contestant contestant;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final String payload;

    /** Without a freshness the library keeps its own default. */
    Service(Library library, @Nullable Duration freshness) throws Exception {
        contestant = library.open(issuer, freshness);
        String token = token();
        payload = token.substring(token.indexOf('.'));
    }

    /** Its keys are there, and the requests for them are not counted. */
    Service warmedUp() throws Exception {
        String token = token();
        Probe.untilTaken(
                this, token, Duration.ofSeconds(40)); // a busy machine can make a library time out and hold back
        contestant.verify(token);
        for (int i = 0; i < ROUNDS_TO_COMPILE; i++) {
            takes(token);
        }
        issuer.forgetRequests();
        return this;
    }

    void misbehave(Misbehaviour misbehaviour) {
        issuer.misbehave(Endpoint.METADATA, misbehaviour);
        issuer.misbehave(Endpoint.JWKS, misbehaviour);
    }

    /** A genuine token, signed with the newest key. */
    String token() {
        return issuer.token()
                .expiresIn(Duration.ofHours(1))
                .claims(Map.of("sub", "somebody", "aud", AUDIENCE))
                .mint();
    }

    /** A token that names a key no one has. */
    String inventedToken(int number) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"invented-" + number + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + payload;
    }

    /** Whether the service took the token. */
    boolean takes(String token) {
        try {
            contestant.verify(token);
            return true;
        } catch (Exception refused) {
            return false;
        }
    }

    void start(Runnable task) {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Sends everybody away, and waits until they have gone. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        contestant.close();
        issuer.close();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long left = threads.stream().filter(Thread::isAlive).count();
        if (left > 0) {
            System.err.println(left + " callers are still inside the library and may disturb the next measurement");
        }
    }
}
