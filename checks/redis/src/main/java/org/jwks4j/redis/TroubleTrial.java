package org.jwks4j.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.Misbehaviour;

/** What happens to a fleet by itself: time, an issuer that is down, and a Redis that forgets, hangs, dies, or moves. */
final class TroubleTrial {
    private static final long LIFETIME = 10;
    private static final long COLD_AT_MOST = 2500;
    private static final long KNOWN_AT_MOST = 2000;
    private static final long AT_ONCE = 100;
    private static final long ALONE_AT_MOST = 10_000;

    /** How far two measures of the same differ on a machine of few processors. */
    private static final long NOISE = 500;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Stage stage;
    private final long steadySeconds;

    TroubleTrial(Stage stage, long steadySeconds) {
        this.stage = stage;
        this.steadySeconds = steadySeconds;
    }

    void run() {
        steady();
        outage();
        forgotten();
        evicted();
        movedBySentinel();
        away();
    }

    private static void pass(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void flush() {
        stage.redis().says("flushall");
    }

    /** All ask four times a second, for several lifetimes. */
    private void steady() {
        stage.issuer().responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=" + LIFETIME);
        flush();
        stage.cold(Stage.AMPLE_TIMEOUT, 1000);
        stage.nodes().ask(stage.key());
        stage.issuer().forgetRequests();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(steadySeconds);
        long longest = 0;
        int waited = 0;
        while (System.nanoTime() - end < 0) {
            Nodes.Answers answers = stage.nodes().askWarm(stage.key());
            waited += stage.fetchers() - answers.keys();
            longest = Math.max(longest, waited == 0 ? 0 : answers.longestMillis());
            pass(250);
        }
        stage.once(stage.told(
                "steady, " + steadySeconds / LIFETIME + " lifetimes of " + LIFETIME + " s",
                2 * (steadySeconds / LIFETIME),
                waited + " waited",
                longest,
                0,
                waited == 0));
        stage.issuer().responseHeader(Endpoint.JWKS, "Cache-Control", null);
    }

    /** Each node has failed for a while; then the issuer is back with a new key. */
    private void outage() {
        flush();
        stage.cold();
        stage.nodes().ask(stage.key());
        stage.issuer().misbehave(Endpoint.METADATA, Misbehaviour.status(503));
        stage.issuer().misbehave(Endpoint.JWKS, Misbehaviour.status(503));
        stage.issuer().rotate();
        for (int second = 0; second < 20; second++) {
            stage.nodes().ask(stage.key());
            pass(1000);
        }
        stage.issuerAnswers();
        stage.issuer().forgetRequests();
        List<String> times = stage.nodes().all("until " + stage.key());
        long first = times.stream()
                .mapToLong(time -> Long.parseLong(time.split(" ", 2)[0]))
                .min()
                .orElseThrow();
        long last = times.stream()
                .mapToLong(time -> Long.parseLong(time.split(" ", 2)[1]))
                .max()
                .orElseThrow();
        stage.once(stage.told("new key after an outage: the first node", 20, "1", first, ALONE_AT_MOST, true));
        stage.once(stage.told(
                "new key after an outage: the last node, since the first",
                20,
                "all",
                last - first,
                KNOWN_AT_MOST,
                true));
    }

    private void forgotten() {
        flush();
        stage.cold();
        stage.nodes().ask(stage.key());
        flush();
        stage.part(() -> stage.asked("Redis flushed: warm nodes", 0, AT_ONCE));
        rotation("Redis flushed: a rotation after it");
        stage.part(() -> {
            flush();
            stage.cold();
            return stage.asked("Redis flushed: cold nodes", 2, COLD_AT_MOST);
        });
    }

    private void rotation(String what) {
        stage.part(() -> {
            stage.issuer().rotate();
            return stage.asked(what, 2, KNOWN_AT_MOST);
        });
    }

    /** Others fill Redis until it drops our entries. */
    private void evicted() {
        RedisServer redis = stage.redis();
        long used = Long.parseLong(Set.of(redis.says("info", "memory").split("\\R")).stream()
                .filter(line -> line.startsWith("used_memory:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", ""));
        redis.says("config", "set", "maxmemory-policy", "allkeys-lru");
        redis.says("config", "set", "maxmemory", Long.toString(used + 2_000_000));
        while (!redis.says("--scan", "--pattern", "jwks4j:*").isEmpty()) {
            redis.says("eval", "for i=1,400 do redis.call('set',math.random(),string.rep('x',10000)) end", "0");
        }
        stage.part(() -> stage.asked("entries evicted: warm nodes", 0, AT_ONCE));
        rotation("entries evicted: a rotation after it");
        redis.says("config", "set", "maxmemory", "0");
    }

    private void movedBySentinel() {
        try (RedisServer primary = RedisServer.start();
                RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1 " + primary.port());
                RedisServer sentinel = RedisServer.sentinelOf(primary)) {
            while (!sentinel.says("sentinel", "master", "keys").contains("num-slaves\n1")) {
                pass(100);
            }
            stage.nodes().all("store redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#keys");
            stage.coldWithTimeout();
            stage.nodes().ask(stage.key());
            primary.kill();
            stage.issuer().rotate();
            // most of them have never needed metadata
            stage.once(stage.asked(
                    "a rotation while Sentinel fails over", 2L * stage.fetchers(), KNOWN_AT_MOST + Stage.TIMEOUT));
            while (!replica.says("role").startsWith("master")) {
                pass(100);
            }
            pass(PAUSE.toMillis()); // clients look for it every two seconds at most
            stage.cold();
            stage.nodes().ask(stage.key());
            rotation("a rotation after Sentinel has failed over");
        }
        stage.nodes().all("store " + stage.redis().uri());
    }

    /** As without a store, and one timeout more if nothing says that there is none. */
    private void away() {
        RedisServer redis = stage.redis();
        int all = 2 * stage.fetchers();
        redis.kill();
        stage.coldWithTimeout();
        stage.nodes().ask(stage.key()); // connections to the issuer are there from here on
        Row killed = stage.part(() -> {
            stage.coldWithTimeout();
            return stage.asked("cold, Redis killed (SIGKILL)", all, COLD_AT_MOST);
        });
        redis.restart();
        long atMost = killed.longestMillis() + Stage.TIMEOUT + NOISE;
        stage.part(() -> {
            redis.resume();
            stage.coldWithTimeout();
            stage.nodes().ask(stage.key());
            redis.suspend();
            stage.coldWithTimeout();
            return stage.asked("cold, Redis hangs (SIGSTOP)", all, atMost);
        });
        stage.part(() -> {
            redis.resume();
            flush();
            stage.coldWithTimeout();
            stage.issuer().forgetRequests();
            stage.nodes().tellAll("ask " + stage.key());
            pass(Stage.ISSUER_TAKES.toMillis());
            redis.suspend();
            return stage.answered(
                    "cold, Redis is paused for 5 s in the middle of it",
                    Map.of("KEY", stage.fetchers()),
                    all,
                    atMost + Stage.ISSUER_TAKES.toMillis());
        });
        pass(PAUSE.toMillis());
        redis.resume();
        stage.cold();
        stage.nodes().ask(stage.key());
        rotation("a rotation after the pause");
    }
}
