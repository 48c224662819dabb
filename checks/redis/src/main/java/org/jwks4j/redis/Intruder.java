package org.jwks4j.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Someone who may do anything in Redis, and has no secret. */
final class Intruder implements AutoCloseable {
    private final Spy spy;
    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;

    Intruder(RedisServer server, Spy spy) {
        this.spy = spy;
        this.client = RedisClient.create(server.uri());
        this.connection = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
    }

    private RedisCommands<String, byte[]> redis() {
        return connection.sync();
    }

    /** A lease is none, though one may still be there for a moment: to write it again would be to hold it. */
    Map<String, byte[]> entries() {
        Map<String, byte[]> all = new TreeMap<>();
        for (String key : redis().keys("*")) {
            byte[] value = redis().get(key);
            if (value != null && !spy.leases().contains(key)) {
                all.put(key, value);
            }
        }
        return all;
    }

    void put(Map<String, byte[]> entries) {
        entries.forEach(redis()::set);
    }

    void empty() {
        redis().flushall();
    }

    void change(UnaryOperator<byte[]> how) {
        entries().forEach((key, value) -> redis().set(key, how.apply(value)));
    }

    void swapNames() {
        Map<String, byte[]> all = entries();
        List<byte[]> values = new ArrayList<>(all.values());
        Collections.rotate(values, 1);
        int next = 0;
        for (String key : all.keySet()) {
            redis().set(key, values.get(next++));
        }
    }

    /** Holds what is not an entry. */
    void hold(List<String> keys) {
        keys.forEach(key -> redis().set(key, "intruder".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
