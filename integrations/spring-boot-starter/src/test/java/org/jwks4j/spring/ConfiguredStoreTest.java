package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.SharedStore;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Which store a fetcher gets, of properties and beans. */
final class ConfiguredStoreTest {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String SHORT = Base64.getEncoder().encodeToString(new byte[31]);

    @TempDir
    private Path parent;

    private static final RedisProperties NO_REDIS = new RedisProperties(null, List.of(), null);

    private static StoreProperties properties(Path directory, String secret, String... older) {
        return new StoreProperties(directory, NO_REDIS, secret, List.of(older), null, null);
    }

    private static Optional<SharedStore> of(StoreProperties properties, boolean hasBean) {
        KeySetStore bean = new EmptyStore();
        return hasBean
                ? ConfiguredStore.of(properties, List.of(bean), bean)
                : ConfiguredStore.of(properties, List.of(), null);
    }

    private static void refuses(StoreProperties properties, boolean hasBean, String property) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> of(properties, hasBean))
                .satisfies(failure -> {
                    assertThat(failure.getName()).isEqualTo(property);
                    assertThat(failure).message().doesNotContain(SECRET, SHORT);
                });
    }

    @Test
    void withoutSettings_thereIsNoStore() {
        assertThat(of(properties(null, null), false)).isEmpty();
    }

    @Test
    void directory_needsNothingElse() {
        SharedStore store = of(properties(parent.resolve("keys"), null), false).orElseThrow();

        assertThat(store.secrets()).isEmpty();
        assertThat(store.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void eachSetting_isUsed() {
        StoreProperties all = new StoreProperties(
                null, NO_REDIS, SECRET, List.of(SECRET), Duration.ofMillis(200), Duration.ofMillis(300));
        SharedStore store = of(all, true).orElseThrow();

        assertThat(store.secrets()).hasSize(2);
        assertThat(store.timeout()).isEqualTo(Duration.ofMillis(200));
        assertThat(store.longestWait()).isEqualTo(Duration.ofMillis(300));
        assertThat(all.toString()).doesNotContain(SECRET);
    }

    @Test
    void settingsThatMakeNoSense_areRefusedByName() {
        Path directory = parent.resolve("keys");
        refuses(properties(null, SECRET), false, "jwks4j.store.directory");
        refuses(properties(directory, SECRET), true, "jwks4j.store.directory");
        refuses(properties(null, null), true, "jwks4j.store.secret");
        refuses(properties(directory, SHORT), false, "jwks4j.store.secret");
        refuses(properties(directory, "not Base64!"), false, "jwks4j.store.secret");
        refuses(properties(directory, SECRET, SHORT), false, "jwks4j.store.secret");
        refuses(properties(directory, null, SECRET), false, "jwks4j.store.secret");
        refuses(
                new StoreProperties(directory, NO_REDIS, null, List.of(), Duration.ofSeconds(11), null),
                false,
                "jwks4j.store.timeout");
        refuses(
                new StoreProperties(directory, NO_REDIS, null, List.of(), null, Duration.ZERO),
                false,
                "jwks4j.store.max-wait");
    }
}
