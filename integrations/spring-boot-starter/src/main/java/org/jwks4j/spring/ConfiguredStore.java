package org.jwks4j.spring;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.SharedStore;

/** The store that properties, or a bean, name. */
final class ConfiguredStore {
    private static final String PREFIX = "jwks4j.store.";
    private static final String NOT_SHOWN = "(not shown)";

    private ConfiguredStore() {}

    /**
     * The store with its settings; empty if there is none.
     *
     * @param beans of the application's, and the one that properties made for Redis
     * @param chosen the one of them to be used; null if there is none, or nothing chooses
     */
    static Optional<SharedStore> of(StoreProperties properties, List<KeySetStore> beans, @Nullable KeySetStore chosen) {
        refuseRedis(properties.redis(), beans);
        if (chosen == null && !beans.isEmpty()) {
            throw Setting.wrong(
                    "jwks4j.store", null, "There are several KeySetStore beans: leave one, or mark it as @Primary.");
        }
        return of(properties, chosen);
    }

    private static void refuseRedis(RedisProperties redis, List<KeySetStore> beans) {
        if (!redis.isEmpty() && beans.isEmpty()) {
            throw Setting.wrong(
                    PREFIX + "redis", NOT_SHOWN, "The class path has no jwks4j-store-redis: add that dependency.");
        } else if (!redis.isEmpty() && beans.size() > 1) {
            throw Setting.wrong(
                    PREFIX + "redis",
                    NOT_SHOWN,
                    "The application has a KeySetStore bean too: only one of them can be used.");
        }
    }

    private static Optional<SharedStore> of(StoreProperties properties, @Nullable KeySetStore store) {
        Path directory = properties.directory();
        if (store == null && directory == null) {
            if (!properties.isEmpty()) {
                throw Setting.wrong(
                        PREFIX + "directory",
                        null,
                        "There is no store for the other settings: set it, or " + PREFIX
                                + "redis.uri, or add a KeySetStore bean.");
            }
            return Optional.empty();
        } else if (store != null && directory != null) {
            throw Setting.wrong(
                    PREFIX + "directory",
                    directory,
                    "There is Redis or another KeySetStore bean too: only one of them can be used.");
        }
        SharedStore shared = directory == null
                ? SharedStore.of(requireNonNull(store))
                : Setting.of(PREFIX + "directory", directory, SharedStore::inDirectory);
        return Optional.of(timed(sealed(shared, properties), properties));
    }

    private static SharedStore sealed(SharedStore store, StoreProperties properties) {
        String secret = properties.secret();
        if (secret == null) {
            if (store.store().needsSecrets()) {
                throw Setting.wrong(
                        PREFIX + "secret",
                        null,
                        "Others may write to such a store: set it to the Base64 of at least 32 random"
                                + " bytes, the same on all nodes.");
            }
            if (!properties.olderSecrets().isEmpty()) {
                throw Setting.wrong(PREFIX + "secret", null, "There are older secrets: set the current one.");
            }
            return store;
        }
        try {
            return store.withSecrets(
                    decoded(secret),
                    properties.olderSecrets().stream()
                            .map(ConfiguredStore::decoded)
                            .toArray(byte[][]::new));
        } catch (IllegalArgumentException e) {
            throw Setting.wrong(
                    PREFIX + "secret", NOT_SHOWN, "It, and each older one, is the Base64 of at least 32 random bytes.");
        }
    }

    private static byte[] decoded(String secret) {
        return Base64.getDecoder().decode(secret);
    }

    private static SharedStore timed(SharedStore store, StoreProperties properties) {
        SharedStore timed = properties.timeout() == null
                ? store
                : Setting.of(PREFIX + "timeout", properties.timeout(), store::withTimeout);
        return properties.maxWait() == null
                ? timed
                : Setting.of(PREFIX + "max-wait", properties.maxWait(), timed::withWait);
    }
}
