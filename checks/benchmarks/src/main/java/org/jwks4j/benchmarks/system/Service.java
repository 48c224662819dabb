package org.jwks4j.benchmarks.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** An issuer on loopback, a service that trusts it, and the threads of those who call the service. */
final class Service implements Callers, AutoCloseable {
    static final String AUDIENCE = "https://api.acme.example/orders";
    private static final int ROUNDS_TO_COMPILE = 2_000;

    final FakeIssuer issuer = FakeIssuer.start();
    final Contestant contestant;
    private final CallerThreads threads = new CallerThreads();
    private final String token;
    private final String payload;

    /** Without a freshness the library keeps its own default. */
    Service(Library library, @Nullable Duration freshness) throws Exception {
        contestant = library.open(IssuerAt.of(issuer), Settings.freshFor(freshness));
        token = token();
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

    /** Everybody comes with the first token. */
    @Override
    public boolean isTaken(long call) {
        return takes(token);
    }

    @Override
    public void start(Runnable task) {
        threads.start(task);
    }

    /** Sends everybody away, and waits until they have gone. */
    @Override
    public void close() {
        threads.interrupt();
        contestant.close();
        issuer.close();
        threads.join();
    }
}
