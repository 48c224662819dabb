package org.jwks4j.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Redis or Valkey as the store, by {@code jwks4j-store-redis}.
 *
 * @param uri one server, or Sentinel
 * @param cluster some servers of a cluster; in place of {@code uri}
 * @param prefix how keys in Redis begin
 */
record RedisProperties(
        @Nullable String uri,
        @DefaultValue List<String> cluster,
        @Nullable String prefix) {
    boolean isEmpty() {
        return uri == null && cluster.isEmpty() && prefix == null;
    }

    /** Addresses may have a password. */
    @Override
    public String toString() {
        return "RedisProperties[prefix=" + prefix + "]";
    }
}
