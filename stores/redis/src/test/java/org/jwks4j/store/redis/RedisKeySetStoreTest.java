package org.jwks4j.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.store.SharedStore;

/** What needs no server; the rest is in {@code checks/redis}. */
class RedisKeySetStoreTest {
    private static final String NAME = "0123456789abcdef";
    private static final byte[] SECRET = "a secret of the fleet, 32 bytes long".getBytes(UTF_8);

    /** An address at which no one listens. */
    private static String nobody() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "redis://127.0.0.1:" + closed.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    @Test
    void withoutSecrets_build_fails_andSaysWhatIsMissing() {
        try (RedisKeySetStore store = RedisKeySetStore.at("redis://:hush@redis.example.com:6380")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> KeyFetcher.builder()
                            .trust("https://issuer.example.com")
                            .sharedStore(SharedStore.of(store))
                            .build())
                    .withMessageContaining("withSecrets")
                    .withMessageContaining("Redis at redis.example.com:6380")
                    .withMessageNotContaining("hush");
        }
    }

    @Test
    void build_needsNoServer() {
        try (RedisKeySetStore store = RedisKeySetStore.at(nobody());
                KeyFetcher fetcher = KeyFetcher.builder()
                        .trust("https://issuer.example.com")
                        .sharedStore(SharedStore.of(store).withSecrets(SECRET))
                        .build()) {
            assertThat(fetcher.status()).hasSize(1);
        }
    }

    @Test
    void withoutAServer_eachOperationFails_throughItsFuture() {
        try (RedisKeySetStore store = RedisKeySetStore.at(nobody())) {
            isRefused(store.read(NAME, 10));
            isRefused(store.write(NAME, new byte[10], Duration.ofHours(1)));
            isRefused(store.lease(NAME, "a", Duration.ofHours(1)));
            isRefused(store.release(NAME, "a"));
            store.onChange(name -> {}).run();
        }
    }

    private static void isRefused(CompletableFuture<?> operation) {
        assertThatThrownBy(() -> operation.get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RedisConnectionException.class);
    }

    @Test
    void afterClose_eachOperationFails() {
        RedisKeySetStore store = RedisKeySetStore.at(nobody());
        store.close();
        assertThat(store.read(NAME, 10)).isCompletedExceptionally();
        assertThat(store.release(NAME, "a")).isCompletedExceptionally();
    }

    @Test
    void keysAndTheChannel_beginWithThePrefix() {
        try (RedisKeySetStore store = RedisKeySetStore.at(nobody())) {
            assertThat(store.key(NAME)).isEqualTo("jwks4j:0123456789abcdef");
            assertThat(store.channel()).isEqualTo("jwks4j:changes");
            assertThat(store.withPrefix("{orders}").key(NAME)).isEqualTo("{orders}:0123456789abcdef");
            assertThat(store.withPrefix("p".repeat(100)).channel()).hasSize(108);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a*",
                "a\n",
                "ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp"
                        + "pppppppppppppppppppppppppppppppppp"
            })
    void aPrefixOfOtherCharacters_orOfMoreThanAHundred_isRefused(String prefix) {
        try (RedisKeySetStore store = RedisKeySetStore.at(nobody())) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.withPrefix(prefix));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "g", "A", "a:b", "a*", "00000000000000000000000000000000000000000000000000000000000000000"})
    void whatIsNoName_reachesNoServer(String name) {
        assertThat(RedisKeySetStore.isName(name)).isFalse();
        try (RedisKeySetStore store = RedisKeySetStore.at(nobody())) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.key(name));
        }
    }

    @Test
    void aNameHasSixtyFourCharactersAtMost() {
        assertThat(RedisKeySetStore.isName("a".repeat(64))).isTrue();
        assertThat(RedisKeySetStore.isName("a".repeat(65))).isFalse();
    }

    @Test
    void aValueOfMoreThanFourMebibytes_isRefusedBeforeItIsSent() {
        try (RedisKeySetStore store = RedisKeySetStore.at(nobody())) {
            byte[] largest = new byte[RedisKeySetStore.LARGEST_VALUE];
            byte[] larger = new byte[RedisKeySetStore.LARGEST_VALUE + 1];
            isRefused(store.write(NAME, largest, Duration.ofHours(1)));
            assertThatThrownBy(
                            () -> store.write(NAME, larger, Duration.ofHours(1)).get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void itSaysWhereItIs_withoutThePassword() {
        assertThat(said(RedisKeySetStore.at("rediss://user:hush@redis.example.com:6380/3")))
                .isEqualTo("Redis at redis.example.com:6380");
        assertThat(said(RedisKeySetStore.at("redis-sentinel://hush@one:26379,two:26380/0#keys")))
                .isEqualTo("Redis at keys by the sentinels one:26379, two:26380");
        assertThat(said(RedisKeySetStore.atCluster("redis://user:hush@one:7000", "redis://two:7001")))
                .isEqualTo("Redis Cluster at one:7000, two:7001");
    }

    private static String said(RedisKeySetStore store) {
        try (store) {
            return store.toString();
        }
    }

    @Test
    void whatIsNoAddress_isRefused_withoutBeingRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisKeySetStore.at("http://user:hush@redis.example.com"))
                .withMessageContaining("rediss://")
                .withMessageNotContaining("hush")
                .withNoCause();
        assertThatIllegalArgumentException().isThrownBy(() -> RedisKeySetStore.atCluster());
    }

    @Test
    void aClientThatWasGiven_staysOpen() throws Exception {
        RedisURI uri = RedisURI.create(nobody());
        try (RedisClient client = RedisClient.create()) {
            RedisKeySetStore.of(client, uri).close();
            RedisKeySetStore next = RedisKeySetStore.of(client, uri);
            isRefused(next.read(NAME, 10)); // by the server, and not by a client that is shut down
        }
    }
}
