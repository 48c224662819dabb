package org.jwks4j.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jwks4j.KeyFetcher;
import org.jwks4j.store.SharedStore;
import org.jwks4j.store.redis.RedisKeySetStore;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;

/** What is done to a fleet, in turn, and what it costs the issuer. */
final class FleetTrial {
    /** If all wait to the end. */
    private static final int FEW = 20;

    /** If the machine is so busy that the first fetchers waited for long enough, they ask themselves, as they must. */
    private static final long FIRST_GIVES_UP = Duration.ofSeconds(4).toMillis();

    /** Less than the time between two readings without hints. */
    private static final long BY_HINT = Duration.ofSeconds(8).toMillis();

    private final FakeIssuer issuer;
    private final RedisServer redis;
    private final Nodes nodes;
    private final int fetchers;
    private final Consumer<Row> rows;

    FleetTrial(FakeIssuer issuer, RedisServer redis, Nodes nodes, int fetchers, Consumer<Row> rows) {
        this.issuer = issuer;
        this.redis = redis;
        this.nodes = nodes;
        this.fetchers = fetchers;
        this.rows = rows;
    }

    void run() {
        List<String> leases = new ArrayList<>();
        try (Intruder intruder = new Intruder(redis);
                Spy spy = new Spy(redis)) {
            rehearsed(intruder);
            usual(intruder);
            leases.addAll(spy.leases());
            meddled(intruder);
            intruder.empty();
            intruder.hold(leases);
            nodes.cold();
            asked("cold, all leases held by an intruder", issuer.signingKeyId(), fetchers, FEW);
            intruder.empty();
        }
        revoked();
        away();
    }

    /** One process after the other, so that what is measured is not how long ten JVMs take to load classes. */
    private void rehearsed(Intruder intruder) {
        for (int i = 0; i < nodes.count(); i++) {
            nodes.tell(i, "cold");
            nodes.answerOf(i);
            nodes.tell(i, "ask " + issuer.signingKeyId());
            nodes.answerOf(i);
        }
        intruder.empty();
    }

    private void usual(Intruder intruder) {
        nodes.cold();
        asked("cold start", issuer.signingKeyId(), fetchers, 2);
        Map<String, byte[]> old = intruder.entries();
        issuer.rotate();
        asked("rotation", issuer.signingKeyId(), fetchers, 2);
        asked("one invented kid, asked for by all", "invented", 0, 2);
        intruder.put(old);
        asked("old entries put back: warm nodes", issuer.signingKeyId(), fetchers, 0);
        intruder.put(old);
        nodes.cold();
        asked("old entries put back: cold nodes, which need the newer key", issuer.signingKeyId(), fetchers, 2);
    }

    private void meddled(Intruder intruder) {
        intruder.change(entry -> {
            entry[entry.length / 2] ^= 1;
            return entry;
        });
        coldAgain("a bit of each entry flipped, cold nodes");
        Map<String, byte[]> real = intruder.entries();
        byte[] forged = sealedWithAnotherSecret(intruder, real);
        intruder.change(entry -> forged);
        coldAgain("each entry replaced by a forged one, cold nodes");
        intruder.swapNames();
        coldAgain("names of entries swapped, cold nodes");
        intruder.change(entry -> {
            entry[0]++;
            return entry;
        });
        coldAgain("entries of another version, cold nodes");
    }

    private void coldAgain(String what) {
        nodes.cold();
        asked(what, issuer.signingKeyId(), fetchers, 2);
    }

    private byte[] sealedWithAnotherSecret(Intruder intruder, Map<String, byte[]> real) {
        try (RedisKeySetStore store = RedisKeySetStore.at(redis.uri()).withPrefix("intruder");
                KeyFetcher forger = KeyFetcher.builder()
                        .trust(issuer.issuer())
                        .allowHttpOnLoopback()
                        .sharedStore(SharedStore.of(store)
                                .withSecrets("the secret of the intruder, 32 bytes".getBytes(UTF_8))
                                .withTimeout(Duration.ofSeconds(10)))
                        .build()) {
            forger.getJwkSet(issuer.issuer()).orTimeout(1, TimeUnit.MINUTES).join();
        }
        Map<String, byte[]> all = intruder.entries();
        byte[] forged = all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("intruder:"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        intruder.empty();
        intruder.put(real);
        return forged;
    }

    private void revoked() {
        nodes.cold();
        String key = issuer.signingKeyId();
        nodes.ask(key);
        issuer.forgetRequests();
        for (int i = 1; i < nodes.count(); i++) {
            nodes.tell(i, "await " + key);
        }
        long start = System.nanoTime();
        nodes.tell(0, "revoke " + key);
        List<String> answers = nodes.answers();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        boolean all = answers.stream().allMatch("done"::equals);
        rows.accept(new Row(
                "revokeNow on one node: all refuse the key",
                requests(),
                0,
                answers.size() + " processes",
                millis,
                all && millis < BY_HINT));
        nodes.cold();
        issuer.forgetRequests();
        Nodes.Answers answer = nodes.ask(key);
        rows.accept(new Row(
                "the same, after all have started anew",
                requests(),
                2,
                answer.counts().toString(),
                answer.longestMillis(),
                answer.counts().equals(Map.of("REVOKED_KEY", fetchers))));
        issuer.rotate();
    }

    private void away() {
        redis.suspend();
        nodes.cold();
        asked("cold, Redis hangs (SIGSTOP)", issuer.signingKeyId(), fetchers, 2L * fetchers);
        redis.resume();
        redis.kill();
        nodes.cold();
        asked("cold, Redis killed (SIGKILL)", issuer.signingKeyId(), fetchers, 2L * fetchers);
        redis.restart();
    }

    private long requests() {
        return (long) issuer.requests(Endpoint.METADATA) + issuer.requests(Endpoint.JWKS);
    }

    /** @param keys how many must have the key */
    private void asked(String what, String keyId, int keys, long requestsAtMost) {
        issuer.forgetRequests();
        Nodes.Answers answers = nodes.ask(keyId);
        long requests = requests();
        int all = answers.counts().values().stream().mapToInt(Integer::intValue).sum();
        long longest = answers.longestMillis();
        long atMost = longest < FIRST_GIVES_UP ? requestsAtMost : Math.max(requestsAtMost, FEW);
        boolean good = answers.keys() == keys && all == fetchers && requests <= atMost;
        rows.accept(new Row(what, requests, atMost, answers.counts().toString(), longest, good));
    }

    /**
     * One line of the report.
     *
     * @param longestMillis how long the last fetcher waited
     */
    record Row(String what, long requests, long requestsAtMost, String answers, long longestMillis, boolean good) {
        String markdown() {
            return "| " + what + " | " + requests + " | " + requestsAtMost + " | " + answers + " | " + longestMillis
                    + " ms | " + (good ? "yes" : "**no**") + " |";
        }
    }
}
