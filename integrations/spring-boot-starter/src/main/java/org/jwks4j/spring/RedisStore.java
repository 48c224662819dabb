package org.jwks4j.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.store.redis.RedisKeySetStore;

/** Makes the store of {@code jwks4j-store-redis}, which an application need not have. */
final class RedisStore {
    private static final String PREFIX = "jwks4j.store.redis.";
    private static final String NOT_SHOWN = "(not shown)";

    private RedisStore() {}

    static RedisKeySetStore of(RedisProperties properties) {
        String prefix = properties.prefix();
        RedisKeySetStore store = at(properties.uri(), properties.cluster());
        return prefix == null ? store : Setting.of(PREFIX + "prefix", prefix, store::withPrefix);
    }

    /** An address may have a password, so the value is not told. */
    private static RedisKeySetStore at(@Nullable String uri, List<String> cluster) {
        if (uri != null && !cluster.isEmpty()) {
            throw Setting.wrong(PREFIX + "cluster", NOT_SHOWN, "There is " + PREFIX + "uri too: set one of the two.");
        } else if (uri == null && cluster.isEmpty()) {
            throw Setting.wrong(PREFIX + "uri", null, "Set it to the server's address, or " + PREFIX + "cluster.");
        }
        try {
            return uri == null ? RedisKeySetStore.atCluster(cluster.toArray(String[]::new)) : RedisKeySetStore.at(uri);
        } catch (IllegalArgumentException e) {
            throw Setting.wrong(PREFIX + (uri == null ? "cluster" : "uri"), NOT_SHOWN, String.valueOf(e.getMessage()));
        }
    }
}
