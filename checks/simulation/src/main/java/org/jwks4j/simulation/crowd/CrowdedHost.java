package org.jwks4j.simulation.crowd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.world.KeyMaterial;
import org.jwks4j.simulation.world.VirtualScheduler;
import org.jwks4j.simulation.world.VirtualTime;

/**
 * One seed of a crowd: a thousand issuers at one host, as realms are, whose keys one node knows. The host is down for a while, and each of
 * them comes back with a new key. Tokens with the coming key or an invented one are there all the time, for each of them.
 */
public final class CrowdedHost {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long SECOND = 1_000 * MILLI;
    private static final int ISSUERS = 1_000;
    private static final String HOST = "https://idp.example/realms/";
    private static final String OLD = "k0";
    private static final String NEW = "k1";
    private static final long DOWN_AT = 20 * SECOND;
    private static final long WATCHED_AFTER = 20 * SECOND;

    private final SplittableRandom random;
    private final VirtualTime time;
    private final CrowdOracle oracle;
    private final KeyFetcher node;
    private final boolean refuses;
    private final long backAt;
    private final long[] heldBackAt = new long[ISSUERS];
    private final @Nullable Consumer<String> trace;
    private int requests;
    private int calls;

    private CrowdedHost(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        this.random = new SplittableRandom(seed ^ 0x1000);
        this.trace = trace;
        this.time = new VirtualTime(VirtualTime.TieOrder.DRAWN, random.split());
        this.oracle = new CrowdOracle(time, ISSUERS, watched);
        this.refuses = random.nextBoolean();
        this.backAt = DOWN_AT + random.nextLong(20 * SECOND, 120 * SECOND);
        this.node = node();
    }

    /** Runs a seed, and hands what happens on. */
    public static Outcome run(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        CrowdedHost world = new CrowdedHost(seed, watched, trace);
        world.play();
        return new Outcome(world.oracle.violation(), world.requests, world.calls);
    }

    private KeyFetcher node() {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .transport(this::answer)
                .ticker(time::now)
                .instantSource(() -> EPOCH.plusNanos(time.now()))
                .scheduler(new VirtualScheduler(time))
                .executor(time.executor())
                .listenerExecutor(Runnable::run)
                .random(random.split());
        IntStream.range(0, ISSUERS)
                .forEach(issuer -> builder.trust(TrustedIssuer.of(HOST + issuer).withJwksUri(HOST + issuer + "/keys")));
        return builder.build();
    }

    private void note(String line) {
        if (trace != null) {
            trace.accept(Duration.ofNanos(time.now()) + " " + line);
        }
    }

    private boolean isDown() {
        return time.now() >= DOWN_AT && time.now() < backAt;
    }

    private CompletableFuture<Response> answer(Request request) {
        requests++;
        String path = request.uri().getPath();
        int issuer = Integer.parseInt(path.substring("/realms/".length(), path.lastIndexOf('/')));
        boolean inTurn = heldBackAt[issuer] != time.now();
        oracle.asked(issuer, inTurn);
        note("-> " + path + (inTurn ? "" : ", out of turn"));
        CompletableFuture<Response> answer = new CompletableFuture<>();
        time.in(random.nextLong(20 * MILLI, 120 * MILLI), () -> give(answer));
        return answer;
    }

    private void give(CompletableFuture<Response> answer) {
        if (isDown() && refuses) {
            answer.completeExceptionally(new ConnectException("refused"));
        } else if (isDown()) {
            answer.complete(new Response(503, Map.of(), new byte[0]));
        } else {
            if (time.now() >= backAt) {
                oracle.answered();
            }
            String keys = KeyMaterial.of(0).jwk(OLD)
                    + (time.now() < backAt ? "" : "," + KeyMaterial.of(1).jwk(NEW));
            answer.complete(new Response(
                    200,
                    Map.of("cache-control", List.of("max-age=3600")),
                    ("{\"keys\":[" + keys + "]}").getBytes(UTF_8)));
        }
    }

    private void play() {
        for (int issuer = 0; issuer < ISSUERS; issuer++) {
            String name = HOST + issuer;
            time.at(random.nextLong(DOWN_AT / 2), () -> node.getJwkSet(name));
        }
        time.at(DOWN_AT, () -> note("the host is down"));
        time.at(DOWN_AT, this::askForever);
        time.at(backAt, () -> {
            note("the host is back");
            oracle.back();
        });
        time.runUntil(backAt + WATCHED_AFTER, () -> oracle.violation() != null);
        note(
                oracle.violation() == null
                        ? "refused until " + oracle.longestOutage() + " after it was back"
                        : "*** " + oracle.violation());
        node.close();
    }

    private void askForever() {
        boolean invents = time.now() < backAt && random.nextBoolean();
        ask(random.nextInt(ISSUERS), invents ? "invented" + random.nextInt(1_000) : NEW);
        time.in(random.nextLong(MILLI / 2, 3 * MILLI), this::askForever);
    }

    private void ask(int issuer, String keyId) {
        calls++;
        long now = time.now();
        if (node.status(HOST + issuer).map(IssuerStatus::isBackingOff).orElse(false)) {
            heldBackAt[issuer] = now;
        }
        node.getKey(HOST + issuer, keyId)
                .whenComplete((found, failure) -> oracle.told(issuer, now, found != null, failure));
    }

    /** What came of a seed. */
    public record Outcome(@Nullable Violation violation, int requests, int calls) {}
}
