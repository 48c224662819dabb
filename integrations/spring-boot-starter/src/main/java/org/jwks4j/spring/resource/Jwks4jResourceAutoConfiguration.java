package org.jwks4j.spring.resource;

import jakarta.servlet.Filter;
import java.util.List;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.WebFilter;

/** Metadata of this service for clients (RFC 9728), if properties say what it is. */
@AutoConfiguration(afterName = "org.jwks4j.spring.Jwks4jAutoConfiguration")
@Conditional(OnResource.class)
final class Jwks4jResourceAutoConfiguration {
    @Bean
    ResourceMetadata jwks4jResourceMetadata(Environment environment, ObjectProvider<KeyFetcher> fetchers) {
        KeyFetcher fetcher = fetchers.getIfUnique();
        List<String> issuers = fetcher == null
                ? List.of()
                : fetcher.namedIssuers().stream().map(TrustedIssuer::name).toList();
        return ResourceMetadata.of(
                Binder.get(environment)
                        .bind(ResourceProperties.PREFIX, ResourceProperties.class)
                        .get(),
                issuers);
    }

    /** For servlet applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({Filter.class, OncePerRequestFilter.class})
    static final class OfRequests {
        @Bean
        ResourceMetadataFilter jwks4jResourceMetadataFilter(ResourceMetadata metadata) {
            return new ResourceMetadataFilter(metadata);
        }
    }

    /** For reactive applications. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(WebFilter.class)
    static final class OfExchanges {
        @Bean
        ResourceMetadataWebFilter jwks4jResourceMetadataWebFilter(ResourceMetadata metadata) {
            return new ResourceMetadataWebFilter(metadata);
        }
    }
}
