package org.jwks4j.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where fetched keys are kept or shared.
 *
 * @param directory on a local disk
 * @param redis in Redis; in place of {@code directory}
 * @param secret seals entries: Base64 of at least 32 random bytes
 * @param olderSecrets are accepted too
 * @param timeout how long one operation of the store may take
 * @param maxWait how long to wait for another node that asks the issuer
 */
record StoreProperties(
        @Nullable Path directory,
        @NestedConfigurationProperty @DefaultValue RedisProperties redis,
        @Nullable String secret,
        @DefaultValue List<String> olderSecrets,
        @Nullable Duration timeout,
        @Nullable Duration maxWait) {
    boolean isEmpty() {
        return directory == null
                && redis.isEmpty()
                && secret == null
                && olderSecrets.isEmpty()
                && timeout == null
                && maxWait == null;
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "StoreProperties[directory=" + directory + "]";
    }
}
