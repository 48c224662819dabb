package org.jwks4j.spring;

import java.util.List;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.redis.RedisKeySetStore;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.JwtVerifierEvent;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;

/** The fetcher and the verifier, made of properties; each steps back before one of the application's own. */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnClass(Jwt.class)
@EnableConfigurationProperties(Jwks4jProperties.class)
final class Jwks4jAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ConfiguredIssuers jwks4jIssuers(
            Environment environment, Jwks4jProperties properties, ObjectProvider<SslBundles> bundles) {
        return ConfiguredIssuers.of(BootProperties.of(environment), properties, bundles.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnIssuer.class)
    KeyFetcher keyFetcher(
            ConfiguredIssuers issuers,
            Jwks4jProperties properties,
            ObjectProvider<KeySetStore> stores,
            ObjectProvider<KeyFetcherEvent.Listener> listeners) {
        var builder = issuers.fetcher();
        ConfiguredStore.of(properties.store(), stores.stream().toList(), stores.getIfUnique())
                .ifPresent(builder::sharedStore);
        listeners.orderedStream().forEach(builder::listener);
        return issuers.build(builder);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(KeyFetcher.class)
    JwtVerifier jwtVerifier(
            ConfiguredIssuers issuers,
            KeyFetcher fetcher,
            ObjectProvider<JwtVerifierEvent.Listener> listeners,
            ListableBeanFactory beans) {
        IgnoredCustomizers.warn(beans);
        var builder = issuers.verifier(fetcher);
        listeners.orderedStream().forEach(builder::listener);
        return builder.build();
    }

    @Bean
    @ConditionalOnBean(JwtVerifier.class)
    SpringJwts jwks4jSpringJwts(ObjectProvider<OAuth2TokenValidator<Jwt>> validators) {
        return new SpringJwts(List.copyOf(validators.orderedStream().toList()));
    }

    @Bean
    @ConditionalOnBean(KeyFetcher.class)
    @ConditionalOnProperty(name = "jwks4j.start", havingValue = "warm")
    WarmStart jwks4jWarmStart(KeyFetcher fetcher) {
        return new WarmStart(fetcher);
    }

    /** Made before the fetcher, so that it is closed after it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RedisKeySetStore.class)
    @Conditional({OnIssuer.class, OnRedis.class})
    static final class InRedis {
        @Bean
        RedisKeySetStore jwks4jRedisStore(Jwks4jProperties properties) {
            return RedisStore.of(properties.store().redis());
        }
    }

    /** Boot's own decoder is left alone, and the log says so. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnKeysOfNoIssuer.class)
    static final class StepsBack {
        StepsBack() {
            LoggerFactory.getLogger(Jwks4jAutoConfiguration.class)
                    .warn(
                            "{} is set without {}: nothing says whose tokens are accepted, and Boot's own decoder verifies them;"
                                    + " set both, and jwks4j does",
                            BootProperties.JWK_SET_URI,
                            BootProperties.ISSUER_URI);
        }
    }
}
