package org.jwks4j.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jwks4j.store.redis.RedisKeySetStore;

/** More than one server. */
class FailoverTest {
    private static final String NAME = "0123456789abcdef";
    private static final Duration LONG = Duration.ofHours(1);
    private static final byte[] VALUE = "some bytes".getBytes(UTF_8);

    private static <T> T of(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    @Test
    void behindSentinel_theNextPrimaryIsFound() throws Exception {
        try (RedisServer primary = RedisServer.start();
                RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1 " + primary.port());
                RedisServer sentinel = RedisServer.sentinelOf(primary);
                RedisKeySetStore store =
                        RedisKeySetStore.at("redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#keys")) {
            of(store.write(NAME, VALUE, LONG));
            Eventually.succeeds(
                    () -> requireThat(replica.says("get", "jwks4j:" + NAME).equals("some bytes")
                            && sentinel.says("sentinel", "master", "keys").contains("num-slaves\n1")));
            primary.kill();
            Eventually.succeeds(() -> {
                of(store.write("beef", VALUE, LONG));
                return requireThat(replica.says("get", "jwks4j:beef").equals("some bytes"));
            });
            assertThat(of(store.read(NAME, 100))).isPresent();
        }
    }

    @Test
    void inACluster_eachKeyIsOnItsServer_andHintsReachAll() throws Exception {
        List<RedisServer> servers = new ArrayList<>();
        try {
            List<String> create = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
            for (int i = 0; i < 3; i++) {
                RedisServer server = RedisServer.start("--cluster-enabled", "yes");
                servers.add(server);
                create.add("127.0.0.1:" + server.port());
            }
            create.addAll(List.of("--cluster-yes", "--cluster-replicas", "0"));
            assertThat(RedisServer.run(create)).contains("All 16384 slots covered");
            try (RedisKeySetStore store =
                    RedisKeySetStore.atCluster(servers.get(0).uri())) {
                sharesOut(store, servers);
            }
        } finally {
            servers.forEach(RedisServer::close);
        }
    }

    private static void sharesOut(RedisKeySetStore store, List<RedisServer> servers) throws Exception {
        BlockingQueue<String> hints = new LinkedBlockingQueue<>();
        store.onChange(hints::add);
        Eventually.succeeds(() -> of(store.write(NAME, VALUE, LONG)));
        Set<String> sizes = new HashSet<>();
        for (int i = 10; i < 99; i++) {
            String name = "a" + i;
            of(store.write(name, VALUE, LONG));
            assertThat(of(store.read(name, 100))).isPresent();
            assertThat(of(store.now(name))).isPresent();
            assertThat(of(store.lease("1ea5e" + i, "a", LONG))).isTrue();
            of(store.release("1ea5e" + i, "a"));
            assertThat(of(store.lease("1ea5e" + i, "b", LONG))).isTrue();
        }
        servers.forEach(server -> sizes.add(server.says("dbsize")));
        assertThat(sizes).doesNotContain("0");
        assertThat(hints.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    private static boolean requireThat(boolean isSo) {
        if (!isSo) {
            throw new IllegalStateException("not yet");
        }
        return true;
    }
}
