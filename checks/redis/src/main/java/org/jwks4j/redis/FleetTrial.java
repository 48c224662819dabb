package org.jwks4j.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jwks4j.KeyFetcher;
import org.jwks4j.store.SharedStore;
import org.jwks4j.store.redis.RedisKeySetStore;

/** What is done to a fleet, in turn, and what it costs the issuer: cold, a rotation, invented keys, and an intruder in Redis. */
final class FleetTrial {
    /** If all wait to the end. */
    private static final int FEW = 20;

    private static final long COLD_AT_MOST = 2500;
    private static final long KNOWN_AT_MOST = 2000;
    private static final long AT_ONCE = 100;

    /** How much longer a cold start may take if someone has meddled, and if someone holds the leases. */
    private static final long MEDDLED = 1000;

    private static final long HELD = 1500;
    private static final long REVOKED_AT_MOST = 1000;

    private final Stage stage;
    private int inventedKeys;

    FleetTrial(Stage stage) {
        this.stage = stage;
    }

    void run() {
        try (Spy spy = new Spy(stage.redis());
                Intruder intruder = new Intruder(stage.redis(), spy)) {
            rehearsed(intruder);
            long coldMillis = usual(intruder);
            List<String> leases = new ArrayList<>(spy.leases());
            meddled(intruder, coldMillis);
            stage.part(() -> {
                intruder.empty();
                intruder.hold(leases);
                stage.cold();
                return stage.asked("cold, all leases held by an intruder", FEW, coldMillis + HELD);
            });
            intruder.empty();
        }
        revoked();
    }

    /** One process after the other, so that what is measured is not how long ten JVMs take to load classes; then all at once. */
    private void rehearsed(Intruder intruder) {
        Nodes nodes = stage.nodes();
        stage.cold();
        for (int i = 0; i < nodes.count(); i++) {
            nodes.tell(i, "ask " + stage.key());
            nodes.answerOf(i);
        }
        for (int i = 0; i < 3; i++) {
            intruder.empty();
            stage.cold();
            nodes.ask(stage.key());
        }
        intruder.empty();
    }

    /** @return how long a cold start took */
    private long usual(Intruder intruder) {
        Row cold = stage.part(() -> {
            intruder.empty();
            stage.cold();
            return stage.asked("cold start", 2, COLD_AT_MOST);
        });
        Map<String, byte[]> old = intruder.entries();
        stage.part(() -> {
            stage.issuer().rotate();
            return stage.asked("rotation", 2, KNOWN_AT_MOST);
        });
        stage.part(this::invented);
        stage.part(() -> {
            intruder.put(old);
            return stage.asked("old entries put back: warm nodes", 0, AT_ONCE);
        });
        stage.part(() -> {
            intruder.put(old);
            stage.cold();
            return stage.asked(
                    "old entries put back: cold nodes, which need the newer key", 2, cold.longestMillis() + MEDDLED);
        });
        return cold.longestMillis();
    }

    /** Each time another one, since what is known to be absent is not asked for. */
    private Row invented() {
        stage.issuer().forgetRequests();
        stage.nodes().tellAll("ask invented" + inventedKeys++);
        return stage.answered(
                "one invented kid, asked for by all", Map.of("UNKNOWN_KEY", stage.fetchers()), 2, KNOWN_AT_MOST);
    }

    private void meddled(Intruder intruder, long coldMillis) {
        long atMost = coldMillis + MEDDLED;
        meddled(
                "a bit of each entry flipped",
                atMost,
                () -> intruder.change(entry -> {
                    entry[entry.length / 2] ^= 1;
                    return entry;
                }));
        Map<String, byte[]> real = intruder.entries();
        byte[] forged = sealedWithAnotherSecret(intruder, real);
        meddled("each entry replaced by a forged one", atMost, () -> intruder.change(entry -> forged));
        meddled("names of entries swapped", atMost, intruder::swapNames);
        meddled(
                "entries of another version",
                atMost,
                () -> intruder.change(entry -> {
                    entry[0]++;
                    return entry;
                }));
    }

    private void meddled(String how, long atMost, Runnable meddling) {
        stage.part(() -> {
            meddling.run();
            stage.cold();
            return stage.asked(how + ", cold nodes", 2, atMost);
        });
    }

    private byte[] sealedWithAnotherSecret(Intruder intruder, Map<String, byte[]> real) {
        String issuer = stage.issuer().issuer();
        try (RedisKeySetStore store = RedisKeySetStore.at(stage.redis().uri()).withPrefix("intruder");
                KeyFetcher forger = KeyFetcher.builder()
                        .trust(issuer)
                        .allowHttpOnLoopback()
                        .sharedStore(SharedStore.of(store)
                                .withSecrets("the secret of the intruder, 32 bytes".getBytes(UTF_8)))
                        .build()) {
            forger.getJwkSet(issuer).orTimeout(1, TimeUnit.MINUTES).join();
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
        String key = stage.key();
        revoked("revokeNow on one node: all refuse the key", "revoke " + key, "await " + key);
        stage.part(() -> anew("the same", "ask " + key, "REVOKED_KEY"));
        stage.issuer().rotate();
        String token = stage.issuer().token().claim("jti", "stolen").mint();
        revoked("revokeTokens on one node: all refuse the token", "revoke-token stolen", "await-token " + token);
        stage.part(() -> anew("the token", "token " + token, "REVOKED_TOKEN"));
    }

    /** Cannot be done again: there is no way back. */
    private void revoked(String what, String revoke, String await) {
        Nodes nodes = stage.nodes();
        stage.cold();
        nodes.ask(stage.key());
        stage.issuer().forgetRequests();
        for (int i = 1; i < nodes.count(); i++) {
            nodes.tell(i, await);
        }
        long start = System.nanoTime();
        nodes.tell(0, revoke);
        List<String> answers = nodes.answers();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        boolean all = answers.stream().allMatch("done"::equals);
        stage.once(stage.told(what, 0, answers.size() + " processes", millis, REVOKED_AT_MOST, all));
    }

    private Row anew(String what, String question, String answer) {
        stage.cold();
        stage.issuer().forgetRequests();
        stage.nodes().tellAll(question);
        return stage.answered(
                what + ", after all have started anew", Map.of(answer, stage.fetchers()), 2, COLD_AT_MOST);
    }
}
