package org.jwks4j.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.redis.RedisKeySetStore;
import org.jwks4j.testkit.TestCertificate;

/** Settings of a server that people run. */
class RedisUseTest {
    private static final String NAME = "0123456789abcdef";
    private static final Duration LONG = Duration.ofHours(1);
    private static final byte[] VALUE = "some bytes".getBytes(UTF_8);

    @TempDir
    private Path directory;

    private static <T> T of(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static void works(KeySetStore store) throws Exception {
        of(store.write(NAME, VALUE, LONG));
        assertThat(of(store.read(NAME, 100)))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(VALUE));
        assertThat(of(store.now(NAME))).isPresent();
        assertThat(of(store.lease("1ea5e", "a", LONG))).isTrue();
        of(store.release("1ea5e", "a"));
        assertThat(of(store.lease("1ea5e", "b", LONG))).isTrue();
        of(store.release("1ea5e", "b"));
    }

    @Test
    void eachWrite_isToldToOthers() throws Exception {
        try (RedisServer server = RedisServer.start();
                RedisKeySetStore one = RedisKeySetStore.at(server.uri());
                RedisKeySetStore other = RedisKeySetStore.at(server.uri())) {
            BlockingQueue<String> hints = new LinkedBlockingQueue<>();
            other.onChange(name -> {
                throw new IllegalStateException("a listener that harms no other one");
            });
            Runnable end = other.onChange(hints::add);
            awaitSubscriber(server);
            of(one.write(NAME, VALUE, LONG));
            assertThat(hints.poll(60, TimeUnit.SECONDS)).isEqualTo(NAME);
            server.says("publish", "jwks4j:changes", "not a name");
            server.says("publish", "jwks4j:changes", "a".repeat(65));
            server.says("publish", "jwks4j:changes", "beef");
            assertThat(hints.poll(60, TimeUnit.SECONDS)).isEqualTo("beef");
            end.run();
        }
    }

    private static void awaitSubscriber(RedisServer server) {
        while (!server.says("pubsub", "numsub", "jwks4j:changes").endsWith("1")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void entriesAndLeasesExpire() throws Exception {
        try (RedisServer server = RedisServer.start();
                RedisKeySetStore store = RedisKeySetStore.at(server.uri())) {
            of(store.write(NAME, VALUE, Duration.ofDays(14)));
            of(store.lease("1ea5e", "a", Duration.ofSeconds(11)));
            assertThat(Long.parseLong(server.says("ttl", "jwks4j:" + NAME))).isBetween(1209000L, 1209600L);
            assertThat(Long.parseLong(server.says("pttl", "jwks4j:1ea5e"))).isBetween(1L, 11000L);
        }
    }

    /** The line of the page that makes a user. */
    private static String[] acl() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("..", "..", "docs", "shared-store.md"))) {
            return lines.filter(line -> line.startsWith("ACL SETUSER keys "))
                    .findFirst()
                    .orElseThrow()
                    .split(" ");
        }
    }

    @Test
    void aUserThatMayDoNoMoreThanThePageLists_isEnough() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            assertThat(server.says(acl())).isEqualTo("OK");
            assertThat(server.says("ACL", "SETUSER", "default", "off")).isEqualTo("OK");
            String uri = "redis://keys:password@127.0.0.1:" + server.port();
            try (RedisKeySetStore store = RedisKeySetStore.at(uri);
                    RedisKeySetStore elsewhere = RedisKeySetStore.at(uri).withPrefix("others")) {
                BlockingQueue<String> hints = new LinkedBlockingQueue<>();
                works(store);
                store.onChange(hints::add);
                while (hints.isEmpty()) { // as soon as it has subscribed
                    of(store.write(NAME, VALUE, LONG));
                }
                assertThatThrownBy(() -> of(elsewhere.read(NAME, 100))).hasMessageContaining("NOPERM");
            }
        }
    }

    @Test
    void overTls_aServerThatTheClientTrusts_works_andAnotherDoesNot() throws Exception {
        TestCertificate certificate = TestCertificate.forLoopback();
        Path own = Files.writeString(directory.resolve("own.pem"), certificate.chainAndKeyPem());
        Path root = Files.writeString(directory.resolve("root.pem"), certificate.rootPem());
        try (RedisServer server = tls(own, root);
                RedisClient client = RedisClient.create()) {
            String uri = "rediss://127.0.0.1:" + server.port();
            client.setOptions(ClientOptions.builder()
                    .sslOptions(SslOptions.builder()
                            .jdkSslProvider()
                            .trustManager(root.toFile())
                            .build())
                    .build());
            works(RedisKeySetStore.of(client, RedisURI.create(uri)));
            try (RedisKeySetStore suspicious = RedisKeySetStore.at(uri)) {
                assertThatThrownBy(() -> of(suspicious.read(NAME, 100))).isNotNull();
            }
        }
    }

    private static RedisServer tls(Path own, Path root) {
        return RedisServer.start(
                "--port",
                "0",
                "--tls-port",
                "PORT",
                "--tls-cert-file",
                own.toString(),
                "--tls-key-file",
                own.toString(),
                "--tls-ca-cert-file",
                root.toString(),
                "--tls-auth-clients",
                "no");
    }

    @Test
    void aServerThatIsBack_isUsedAgain_andTellsAgain() throws Exception {
        try (RedisServer server = RedisServer.start();
                RedisKeySetStore store = RedisKeySetStore.at(server.uri())) {
            BlockingQueue<String> hints = new LinkedBlockingQueue<>();
            store.onChange(hints::add);
            works(store);
            server.kill();
            assertThatThrownBy(() -> of(store.read(NAME, 100))).isNotNull();
            server.restart();
            Eventually.succeeds(() -> of(store.read(NAME, 100)));
            assertThat(of(store.read(NAME, 100))).isEqualTo(Optional.empty()); // it kept nothing
            hints.clear();
            while (hints.isEmpty()) { // as soon as it has subscribed again
                Eventually.succeeds(() -> of(store.write(NAME, VALUE, LONG)));
            }
        }
    }

    @Test
    void aServerThatHangs_holdsUpNoCaller() throws Exception {
        try (RedisServer server = RedisServer.start();
                RedisKeySetStore store = RedisKeySetStore.at(server.uri())) {
            works(store);
            server.suspend();
            CompletableFuture<Optional<byte[]>> waiting = store.read(NAME, 100); // returns
            assertThat(waiting).isNotDone();
            server.resume();
            assertThat(of(waiting)).isPresent();
        }
    }
}
