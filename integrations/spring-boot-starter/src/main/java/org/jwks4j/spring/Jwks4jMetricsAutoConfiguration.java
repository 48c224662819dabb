package org.jwks4j.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.ObservationRegistry;
import org.jwks4j.KeyFetcher;
import org.jwks4j.micrometer.Jwks4jMetrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The meters, if the application has a registry for them: a listener of the fetcher and of the verifier. */
@AutoConfiguration(
        after = Jwks4jAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
        })
@ConditionalOnClass({MeterRegistry.class, ObservationRegistry.class})
@ConditionalOnBean({KeyFetcher.class, MeterRegistry.class})
final class Jwks4jMetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Jwks4jMetrics jwks4jMetrics(MeterRegistry registry, ObjectProvider<ObservationRegistry> observations) {
        return new Jwks4jMetrics(registry, observations.getIfAvailable(() -> ObservationRegistry.NOOP), Tags.empty());
    }

    /** Once all are made, also if the fetcher is the application's own, or beans are made as they are needed. */
    @Bean
    @Lazy(false)
    SmartInitializingSingleton jwks4jMetricsBinding(Jwks4jMetrics metrics, ObjectProvider<KeyFetcher> fetchers) {
        return () -> fetchers.ifUnique(metrics::bind);
    }
}
