package org.jwks4j.spring;

import org.jwks4j.KeyFetcher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Health and endpoint, if the application has Actuator. */
@AutoConfiguration(after = Jwks4jAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(KeyFetcher.class)
final class Jwks4jActuatorAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Jwks4jEndpoint jwks4jEndpoint(KeyFetcher fetcher) {
        return new Jwks4jEndpoint(fetcher);
    }

    @Bean
    IssuersHealth jwks4jIssuersHealth(KeyFetcher fetcher, Jwks4jProperties properties) {
        return new IssuersHealth(fetcher, properties.healthDownIf());
    }

    /** Boot strips the end of the name: {@code jwks4j}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    @Conditional(OnHealthIndicator.class)
    static final class OfBoot4 {
        @Bean
        @ConditionalOnMissingBean(name = "jwks4jHealthIndicator")
        HealthIndicator jwks4jHealthIndicator(IssuersHealth issuers) {
            return new Boot4HealthIndicator(issuers);
        }
    }

    /** The same in 3.5. Spring makes it early, to ask for its type, so it needs nothing yet. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = Boot3HealthIndicator.INDICATOR)
    @Conditional(OnHealthIndicator.class)
    static final class OfBoot3 {
        @Bean
        @ConditionalOnMissingBean(name = "jwks4jHealthIndicator")
        static Boot3HealthIndicator jwks4jHealthIndicator(ObjectProvider<IssuersHealth> issuers) {
            return new Boot3HealthIndicator(issuers, OfBoot3.class.getClassLoader());
        }
    }
}
