package org.jwks4j.store.redis;

import io.lettuce.core.RedisURI;
import java.util.List;
import java.util.stream.Collectors;

/** The addresses of servers: as they are written, and for messages, without user and password. */
final class Uris {
    private Uris() {}

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it, since it may have a password
     */
    static RedisURI of(String uri) {
        try {
            return RedisURI.create(uri);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException( // without the cause, which repeats the address
                    "this is no address of Redis: redis://host:port, rediss://host:port for TLS, and "
                            + "redis-sentinel://host:port,host:port#name for Sentinel are");
        }
    }

    static List<RedisURI> of(List<String> uris) {
        return uris.stream().map(Uris::of).toList();
    }

    static String inWords(RedisURI uri) {
        if (!uri.getSentinels().isEmpty()) {
            return uri.getSentinelMasterId() + " by the sentinels " + inWords(uri.getSentinels());
        }
        return uri.getSocket() == null ? uri.getHost() + ":" + uri.getPort() : uri.getSocket();
    }

    static String inWords(List<RedisURI> uris) {
        return uris.stream().map(Uris::inWords).collect(Collectors.joining(", "));
    }
}
