package org.jwks4j.spring;

import org.jwks4j.verifier.JwtVerifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The decoder of a reactive application, before Boot makes its own. */
@AutoConfiguration(
        after = Jwks4jAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.resource.reactive.ReactiveOAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnClass({ReactiveJwtDecoder.class, Mono.class})
@ConditionalOnBean(JwtVerifier.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
final class Jwks4jReactiveAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(ReactiveJwtDecoder.class)
    ReactiveJwtDecoder reactiveJwtDecoder(JwtVerifier verifier, SpringJwts jwts) {
        return new VerifierReactiveJwtDecoder(verifier, jwts);
    }

    @Bean
    KeysUnavailableExceptionHandler jwks4jKeysUnavailable() {
        return new KeysUnavailableExceptionHandler();
    }

    /** What needs the resource server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JwtReactiveAuthenticationManager.class)
    static final class OfExchanges {
        /** For chains that say {@code authenticationManagerResolver(...)}: one decoder is good for all issuers. */
        @Bean
        @ConditionalOnMissingBean(ReactiveAuthenticationManagerResolver.class)
        ReactiveAuthenticationManagerResolver<ServerWebExchange> reactiveAuthenticationManagerResolver(
                ReactiveJwtDecoder decoder, ObjectProvider<ReactiveJwtAuthenticationConverter> converter) {
            JwtReactiveAuthenticationManager manager = new JwtReactiveAuthenticationManager(decoder);
            converter.ifAvailable(manager::setJwtAuthenticationConverter);
            return exchange -> Mono.just(manager);
        }
    }
}
