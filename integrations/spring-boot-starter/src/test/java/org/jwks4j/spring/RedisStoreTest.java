package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.redis.RedisKeySetStore;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Redis by properties. No server is reached: no start needs one. */
final class RedisStoreTest {
    private static final String REDIS = "jwks4j.store.redis.";
    private static final String PASSWORD = "s3cr3t";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(Jwks4jAutoConfiguration.class))
            .withPropertyValues(
                    BootProperties.ISSUER_URI + "=https://issuer.example.com",
                    BootProperties.AUDIENCES + "=orders",
                    "jwks4j.store.secret=" + Base64.getEncoder().encodeToString(new byte[32]));

    private static void refuses(AssertableApplicationContext context, String property, String reason) {
        assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, failure -> {
                    assertThat(failure.getName()).isEqualTo(property);
                    assertThat(failure.getReason()).contains(reason);
                });
        assertThat(context).getFailure().message().doesNotContain(PASSWORD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uri=rediss://keys:s3cr3t@redis.example.com:6380 | Redis at redis.example.com:6380
            uri=redis-sentinel://one:26379,two:26379/0#main | Redis at main by the sentinels one:26379, two:26379
            cluster=redis://one:7000,redis://two:7000       | Redis Cluster at one:7000, two:7000
            """)
    void anAddress_isTheFetchersStore(String setting, String where) {
        runner.withPropertyValues(REDIS + setting, REDIS + "prefix=orders").run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(KeyFetcher.class);
            assertThat(context.getBean(RedisKeySetStore.class)).hasToString(where);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uri=keys:s3cr3t                              | uri     | no address of Redis
            uri=                                         | uri     | no address of Redis
            cluster=redis://one:7000,http://x:s3cr3t@two | cluster | no address of Redis
            prefix=orders                                | uri     | Set it
            uri=redis://one,jwks4j.store.redis.cluster=redis://:s3cr3t@two | cluster | one of the two
            uri=redis://one,jwks4j.store.redis.prefix=a b | prefix | 100 letters
            """)
    void aWrongValue_stopsTheStart_andNoPasswordIsTold(String settings, String property, String reason) {
        String[] values = (REDIS + settings).split(",(?=jwks4j)");
        runner.withPropertyValues(values).run(context -> refuses(context, REDIS + property, reason));
    }

    @Test
    void aStoreOfTheApplicationBesideIt_stopsTheStart() {
        runner.withPropertyValues(REDIS + "uri=redis://one")
                .withBean(KeySetStore.class, EmptyStore::new)
                .run(context -> refuses(context, "jwks4j.store.redis", "KeySetStore bean too"));
    }

    @Test
    void severalStores_ofWhichNoneIsPrimary_stopTheStart() {
        runner.withBean("one", KeySetStore.class, EmptyStore::new)
                .withBean("two", KeySetStore.class, EmptyStore::new)
                .run(context -> refuses(context, "jwks4j.store", "@Primary"));
    }

    @Test
    void withoutTheModule_theStartSaysWhatToAdd() {
        runner.withClassLoader(new FilteredClassLoader("org.jwks4j.store.redis"))
                .withPropertyValues(REDIS + "uri=redis://one")
                .run(context -> refuses(context, "jwks4j.store.redis", "jwks4j-store-redis"));
    }

    @Test
    void withoutRedis_thereIsNoClient() {
        runner.withPropertyValues("jwks4j.store.directory=target/keys-of-a-test")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KeySetStore.class));
    }
}
