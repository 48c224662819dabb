package org.jwks4j.simulation.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.world.KeyMaterial;
import org.jwks4j.simulation.world.VirtualScheduler;
import org.jwks4j.simulation.world.VirtualTime;
import org.jwks4j.store.SharedStore;

/**
 * One seed of a fleet: nodes that share a store, two issuers that rotate, are down and publish nothing for a moment, a store in trouble, an
 * intruder in it, nodes that restart, and a key that is revoked. In half of the seeds the clocks of nodes are up to five minutes off, in
 * a quarter the store's is, another time each time that something happens to it.
 */
public final class StoreWorld {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;
    private static final long END = 150 * MINUTE;
    private static final int NODES = 7;
    private static final int FORGED = 100;
    private static final byte[] SECRET = "a secret of the simulated fleet, 32 bytes".getBytes(UTF_8);

    private final SplittableRandom random;
    private final VirtualTime time;
    private final FleetOracle oracle;
    private final BrokenStore store;
    private final Forger forger = new Forger(() -> wallClock(0).toEpochMilli(), this::withOtherKeys);
    private final long[] offsets = new long[NODES];
    private final boolean storeClockIsRight;
    private long storeOffset;
    private final List<KeyFetcher> nodes = new ArrayList<>();
    private final int[] newest = {0, 0};
    private final @Nullable Consumer<String> trace;
    private boolean down;
    private boolean empty;
    private int requests;
    private int calls;

    private StoreWorld(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        this.random = new SplittableRandom(seed ^ 0x5745);
        this.trace = trace;
        this.time = new VirtualTime(VirtualTime.TieOrder.DRAWN, random.split());
        this.store = new BrokenStore(time, random.split(), () -> wallClock(storeOffset));
        boolean clocksAgree = random.nextBoolean();
        this.storeClockIsRight = !clocksAgree || random.nextBoolean();
        this.oracle = new FleetOracle(time, clocksAgree && storeClockIsRight, watched);
        note(!clocksAgree ? "clocks differ" : storeClockIsRight ? "clocks agree" : "the store's clock is wrong");
        setStoreClock();
        for (int node = 0; node < NODES; node++) {
            offsets[node] = clocksAgree ? 0 : random.nextLong(-5 * MINUTE, 5 * MINUTE);
            nodes.add(node(node));
        }
    }

    /** As after a failover to another machine. */
    private void setStoreClock() {
        if (!storeClockIsRight) {
            storeOffset = random.nextLong(-5 * MINUTE, 5 * MINUTE);
        }
    }

    /** Runs a seed, and hands what happens on. */
    public static Outcome run(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        StoreWorld world = new StoreWorld(seed, watched, trace);
        world.play();
        return new Outcome(world.oracle.violation(), world.requests, world.calls);
    }

    private Instant wallClock(long offset) {
        return EPOCH.plusNanos(time.now() + offset);
    }

    private void note(String line) {
        if (trace != null) {
            trace.accept(Duration.ofNanos(time.now()) + " " + line);
        }
    }

    private static String issuer(int number) {
        return "https://issuer-" + number + ".example.com";
    }

    private static String keyId(int issuer, int number) {
        return "k" + issuer + "-" + number;
    }

    private KeyFetcher node(int number) {
        return KeyFetcher.builder()
                .trust(TrustedIssuer.of(issuer(0)).withJwksUri(issuer(0) + "/jwks"))
                .trust(TrustedIssuer.of(issuer(1)).withJwksUri(issuer(1) + "/jwks"))
                .sharedStore(SharedStore.of(store.of(number)).withSecrets(SECRET))
                .transport(this::answer)
                .ticker(time::now)
                .instantSource(() -> wallClock(offsets[number]))
                .scheduler(new VirtualScheduler(time))
                .executor(time.executor())
                .listenerExecutor(Runnable::run)
                .random(random.split())
                .build();
    }

    private CompletableFuture<Response> answer(Request request) {
        int issuer = request.uri().getHost().contains("-0") ? 0 : 1;
        requests++;
        if (down || empty) {
            oracle.troubled();
        }
        oracle.asked(issuer(issuer), store.healthySince());
        CompletableFuture<Response> answer = new CompletableFuture<>();
        time.in(random.nextLong(50, 150) * 1_000_000, () -> give(issuer, request, answer));
        return answer;
    }

    private void give(int issuer, Request request, CompletableFuture<Response> answer) {
        if (down) {
            answer.completeExceptionally(new ConnectException("refused"));
            return;
        }
        String etag = "\"" + issuer + "." + (empty ? "none" : newest[issuer]) + "\"";
        Map<String, List<String>> headers = Map.of("etag", List.of(etag), "cache-control", List.of("max-age=600"));
        if (!empty) {
            oracle.answered(ids(issuer));
        }
        boolean unchanged = etag.equals(request.headers().get("If-None-Match"));
        answer.complete(new Response(
                unchanged ? 304 : 200,
                headers,
                unchanged ? new byte[0] : keys(issuer).getBytes(UTF_8)));
    }

    private String keys(int issuer) {
        return empty
                ? "{\"keys\":[]}"
                : IntStream.rangeClosed(0, newest[issuer])
                        .mapToObj(number -> KeyMaterial.of(number + 20 * issuer).jwk(keyId(issuer, number)))
                        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private String ids(int issuer) {
        return IntStream.rangeClosed(0, newest[issuer])
                .mapToObj(number -> keyId(issuer, number))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private void play() {
        for (int node = 0; node < NODES; node++) {
            int number = node;
            time.at(random.nextLong(SECOND), () -> askForever(number));
        }
        for (int i = 0; i < 12; i++) {
            time.at(random.nextLong(2 * MINUTE, END), this::something);
        }
        time.at(random.nextLong(MINUTE, END / 2), this::revoke);
        time.runUntil(END, () -> oracle.violation() != null);
        if (oracle.violation() != null) {
            note("*** " + oracle.violation());
        }
        nodes.forEach(KeyFetcher::close);
    }

    /** What the intruder would like to see believed: his keys in place of the issuer's. */
    private String withOtherKeys(String body) {
        String other = body.replaceAll("\"digest\":\"..", "\"digest\":\"00");
        for (int issuer = 0; issuer < 2; issuer++) {
            for (int number = 0; number <= newest[issuer]; number++) {
                int material = number + 20 * issuer;
                String[] real = KeyMaterial.of(material).jwk("").split("\"", -1);
                String[] forged = KeyMaterial.of(FORGED + material).jwk("").split("\"", -1);
                for (int i = 0; i < real.length; i++) {
                    if (!real[i].equals(forged[i])) {
                        other = other.replace(real[i], forged[i]);
                    }
                }
            }
        }
        return other;
    }

    private void something() {
        long length = random.nextLong(SECOND, 20 * MINUTE);
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                BrokenStore.Trouble[] all = BrokenStore.Trouble.values();
                BrokenStore.Trouble trouble = all[random.nextInt(1, all.length)];
                note("the store: " + trouble + " for " + Duration.ofNanos(length));
                store.begin(trouble);
                setStoreClock();
                time.in(length, store::end);
            }
            case 2, 3 -> {
                BrokenStore.Meddling[] all = BrokenStore.Meddling.values();
                BrokenStore.Meddling meddling = all[random.nextInt(all.length)];
                note("the intruder: " + meddling);
                store.meddle(meddling, forger);
            }
            case 4 -> rotate();
            case 5 -> outage(length * 5);
            case 6 -> emptiness();
            default -> restart(random.nextInt(NODES));
        }
    }

    private void outage(long length) {
        note("issuers are down for " + Duration.ofNanos(length));
        down = true;
        oracle.issuersFail();
        time.in(length, this::issuersAreBack);
        time.in(length / 2, () -> restart(random.nextInt(NODES)));
    }

    /**
     * For a moment; those who start later must not hear of it. Nodes cannot tell two moments between which they had no better answer from
     * one that is long enough to be believed: so not before they have had one.
     */
    private void emptiness() {
        if (!oracle.issuersAreHeard()) {
            return;
        }
        note("issuers publish nothing");
        empty = true;
        oracle.issuersFail();
        nodes.forEach(node -> node.refresh(issuer(0)));
        time.in(random.nextLong(SECOND, 20 * SECOND), this::issuersAreBack);
        for (int i = 1; i < NODES; i++) {
            int number = i;
            time.in((90 + i) * SECOND, () -> restart(number));
        }
    }

    private void issuersAreBack() {
        down = false;
        empty = false;
        oracle.issuersAreBack();
    }

    private void rotate() {
        int issuer = random.nextInt(2);
        newest[issuer]++;
        oracle.troubled();
        store.remember();
        note(issuer(issuer) + " rotates");
    }

    private void restart(int number) {
        note("node" + number + " restarts");
        nodes.get(number).close();
        nodes.set(number, node(number));
        oracle.restarted(number, store.healthySince());
        oracle.troubled();
        store.remember();
    }

    private void revoke() {
        rotate();
        String keyId = keyId(0, 0);
        note(keyId + " is revoked");
        int node = random.nextInt(NODES);
        oracle.revoked(node, keyId);
        nodes.get(node).revokeNow(issuer(0), keyId);
    }

    private void askForever(int number) {
        int issuer = random.nextInt(2);
        ask(number, issuer, random.nextInt(4) == 0 ? 0 : newest[issuer]);
        time.in(random.nextLong(2 * SECOND, 40 * SECOND), () -> askForever(number));
    }

    private void ask(int number, int issuer, int key) {
        calls++;
        KeyFetcher node = nodes.get(number);
        String keyId = keyId(issuer, key);
        long arrivedAt = time.now();
        node.getKey(issuer(issuer), keyId).whenComplete((found, failure) -> {
            if (nodes.get(number) == node) { // else it was closed meanwhile
                boolean genuine =
                        found != null && KeyMaterial.of(key + 20 * issuer).is(found.publicKey());
                oracle.answer(number, keyId, arrivedAt, genuine, failure, store.healthySince());
                node.status().forEach(status -> holds(number, node, status));
            }
        });
    }

    private void holds(int number, KeyFetcher node, IssuerStatus status) {
        status.age()
                .ifPresent(age -> node.export(status.issuer())
                        .ifPresent(kept -> oracle.holds(
                                number,
                                kept.jwkSet().keys().stream()
                                        .map(Jwk::keyId)
                                        .map(id -> id.orElse(""))
                                        .sorted()
                                        .collect(Collectors.joining(" ")),
                                age)));
    }

    /** What came of a seed. */
    public record Outcome(@Nullable Violation violation, int requests, int calls) {}
}
