package org.jwks4j.store.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jwks4j.store.KeySetStore;

/**
 * Redis or Valkey as a store: one server, a primary behind Sentinel, or a cluster. An entry is a string with an expiry; a lease is a
 * string with the name of its owner; each write is told to all other nodes by a message.
 *
 * <p>Anyone who may write to Redis can write entries, so the fetcher needs {@code SharedStore.of(store).withSecrets(...)}, or
 * {@code build()} fails. Nothing is connected before the first use. While Redis is away, each operation fails at once.
 *
 * <p>Thread-safe. No method blocks. {@link #close()} ends the connections, and the client unless it was given.
 */
public final class RedisKeySetStore implements KeySetStore {
    /** How keys in Redis begin by default. */
    static final String PREFIX = "jwks4j";

    static final int LARGEST_VALUE = 4 * 1024 * 1024;

    /** Ends a lease if it is still its owner's: in one step, since another one may take it meanwhile. */
    static final String RELEASE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

    /** Of the server that has the key. In microseconds, since a script hands on whole numbers. */
    static final String NOW = "local now = redis.call('time') return now[1] * 1000000 + now[2]";

    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{1,64}");
    private static final Pattern GOOD_PREFIX = Pattern.compile("[0-9A-Za-z._:{}-]{1,100}");

    private final Installation installation;
    private final String prefix;
    private final LazyConnection<Installation.Link> connection;
    private final Hints hints;

    private RedisKeySetStore(Installation installation, String prefix) {
        this.installation = installation;
        this.prefix = prefix;
        this.connection = new LazyConnection<>(installation::connect, link -> installation.end(link.connection()));
        this.hints = new Hints(installation, channel(), RedisKeySetStore::isName);
    }

    /**
     * One server, or the primary that Sentinel names.
     *
     * @param uri {@code redis://user:password@host:port/database}, the same with {@code rediss} for TLS, or
     *     {@code redis-sentinel://host:port,host:port/database#name}
     * @return a store with a client of its own
     * @throws IllegalArgumentException if that is no address
     */
    public static RedisKeySetStore at(String uri) {
        return new RedisKeySetStore(OwnClient.of(Uris.of(requireNonNull(uri, "uri"))), PREFIX);
    }

    /**
     * A cluster.
     *
     * @param uris some of its servers, by which the others are found; of the form {@code redis://user:password@host:port}
     * @return a store with a client of its own
     * @throws IllegalArgumentException if there is none, or one is no address
     */
    public static RedisKeySetStore atCluster(String... uris) {
        if (uris.length == 0) {
            throw new IllegalArgumentException("a cluster needs the address of one of its servers at least");
        }
        return new RedisKeySetStore(OwnClient.ofCluster(Uris.of(List.of(uris))), PREFIX);
    }

    /**
     * One server or Sentinel, by a client that has settings of yours, such as certificates or credentials that change. Give it
     * {@code DisconnectedBehavior.REJECT_COMMANDS}, so that commands do not queue while Redis is away.
     *
     * @param client left open
     * @param uri which server
     * @return a store that uses them
     */
    public static RedisKeySetStore of(RedisClient client, RedisURI uri) {
        return new RedisKeySetStore(
                new Installation.Single(requireNonNull(client, "client"), requireNonNull(uri, "uri"), null), PREFIX);
    }

    /**
     * A cluster, by a client that has settings of yours.
     *
     * @param client left open
     * @return a store that uses it
     */
    public static RedisKeySetStore of(RedisClusterClient client) {
        return new RedisKeySetStore(new Installation.Cluster(requireNonNull(client, "client"), "", null), PREFIX);
    }

    /**
     * Sets how keys and the channel begin, for several fleets in one Redis. Call it before the store is used: it has connections of
     * its own, and a client in common with this store.
     *
     * @param newPrefix 1 to 100 letters, digits and {@code . _ : { } -}; {@code jwks4j} by default
     * @return the same with this prefix
     * @throws IllegalArgumentException if it is not like that
     */
    public RedisKeySetStore withPrefix(String newPrefix) {
        if (!GOOD_PREFIX.matcher(newPrefix).matches()) {
            throw new IllegalArgumentException("a prefix has 1 to 100 letters, digits and . _ : { } -");
        }
        return new RedisKeySetStore(installation, newPrefix);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    String key(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a name has 1 to 64 of the characters 0-9, a-f and -");
        }
        return prefix + ":" + name;
    }

    String channel() {
        return prefix + ":changes";
    }

    @Override
    public CompletableFuture<Optional<byte[]>> read(String name, int maxBytes) {
        return maxBytes <= 0
                ? CompletableFuture.failedFuture(new IllegalArgumentException("nothing is to be read"))
                : with(commands -> commands.getrange(key(name), 0, maxBytes - 1L))
                        .thenApply(value -> Optional.of(value).filter(bytes -> bytes.length > 0));
    }

    @Override
    public CompletableFuture<Optional<Instant>> now(String name) {
        return with(commands ->
                        commands.<Long>eval(NOW, ScriptOutputType.INTEGER, new String[] {key(name)}, new byte[0]))
                .thenApply(micros -> Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
    }

    @Override
    public CompletableFuture<Void> write(String name, byte[] value, Duration timeToLive) {
        if (value.length > LARGEST_VALUE) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("an entry of " + value.length + " bytes is too large"));
        }
        SetArgs expiring = SetArgs.Builder.px(millis(timeToLive));
        return with(commands -> commands.set(key(name), value, expiring).thenAccept(done -> told(commands, name)));
    }

    /** Of no consequence if it fails: a message is a hint. */
    private void told(RedisClusterAsyncCommands<String, byte[]> commands, String name) {
        try {
            commands.publish(channel(), bytes(name));
        } catch (RuntimeException e) { // closed, or away, since a moment ago
        }
    }

    @Override
    public CompletableFuture<Boolean> lease(String name, String owner, Duration atMost) {
        SetArgs ifFree = SetArgs.Builder.nx().px(millis(atMost));
        return with(commands -> commands.set(key(name), bytes(owner), ifFree)).thenApply("OK"::equals);
    }

    @Override
    public CompletableFuture<Void> release(String name, String owner) {
        return with(commands ->
                        commands.<Long>eval(RELEASE, ScriptOutputType.INTEGER, new String[] {key(name)}, bytes(owner)))
                .thenApply(released -> null);
    }

    /** True, if Redis evicts nothing ({@code maxmemory-policy noeviction}). */
    @Override
    public boolean keepsLeases() {
        return true;
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> CompletableFuture<T> with(
            Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> operation) {
        hints.keepUp();
        return connection.get().thenCompose(link -> operation.apply(link.commands()));
    }

    @Override
    public Runnable onChange(Consumer<String> hint) {
        return hints.add(requireNonNull(hint, "hint"));
    }

    @Override
    public void close() {
        hints.close();
        connection.close();
        installation.close();
    }

    /** Says where it is, without user and password. */
    @Override
    public String toString() {
        return installation.toString();
    }
}
