package org.jwks4j.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.store.SharedStore;
import org.jwks4j.store.redis.RedisKeySetStore;

/** What may be used once, in a real Redis. */
class SharedUsesTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @AutoClose
    private final RedisServer server = RedisServer.start();

    @AutoClose
    private final RedisKeySetStore store = RedisKeySetStore.at(server.uri());

    private KeyFetcher node() {
        return KeyFetcher.builder()
                .trust("https://issuer.example.com")
                .sharedStore(SharedStore.of(store)
                        .withSecrets("a secret of the fleet, 32 bytes long".getBytes(UTF_8))
                        .withTimeout(Duration.ofSeconds(10)))
                .build();
    }

    private static CompletableFuture<Boolean> use(KeyFetcher node, String id) {
        return node.sharedUses().apply(id, A_MINUTE);
    }

    private static boolean isFirst(CompletableFuture<Boolean> use) throws Exception {
        return use.get(60, TimeUnit.SECONDS);
    }

    @Test
    void ofManyAtOnce_oneIsTheFirst() throws Exception {
        try (KeyFetcher one = node();
                KeyFetcher other = node()) {
            List<CompletableFuture<Boolean>> uses = Stream.generate(() -> List.of(one, other))
                    .limit(50)
                    .flatMap(List::stream)
                    .map(node -> use(node, "a"))
                    .toList();
            int first = 0;
            for (CompletableFuture<Boolean> use : uses) {
                first += isFirst(use) ? 1 : 0;
            }
            assertThat(first).isOne();
            assertThat(isFirst(use(one, "b"))).isTrue();
        }
    }

    /** The numbers of docs/shared-store.md. */
    @Test
    void aUse_endsByItself_andTakesFewBytes() throws Exception {
        try (KeyFetcher node = node()) {
            assertThat(isFirst(use(node, "a"))).isTrue();
            String key = server.says("keys", "jwks4j:*").strip();
            assertThat(Long.parseLong(server.says("pttl", key).strip())).isBetween(1L, A_MINUTE.toMillis());
            assertThat(Long.parseLong(server.says("memory", "usage", key).strip()))
                    .isBetween(80L, 150L);
        }
    }

    @Test
    void aServerWithoutPlace_thatEvictsNothing_tellsNothing() throws Exception {
        try (KeyFetcher node = node()) {
            assertThat(isFirst(use(node, "a"))).isTrue();
            server.says("config", "set", "maxmemory-policy", "noeviction");
            server.says("config", "set", "maxmemory", "1");
            assertThatThrownBy(() -> isFirst(use(node, "b"))).hasMessageContaining("OOM");
            server.says("config", "set", "maxmemory", "0");
            assertThat(isFirst(use(node, "a"))).isFalse();
            assertThat(isFirst(use(node, "c"))).isTrue();
        }
    }
}
