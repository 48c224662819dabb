package org.jwks4j.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.jwks4j.verifier.JwtVerifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** The decoder of a servlet application, before Boot makes its own. */
@AutoConfiguration(
        after = Jwks4jAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnClass(JwtDecoder.class)
@ConditionalOnBean(JwtVerifier.class)
final class Jwks4jServletAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(JwtDecoder.class)
    JwtDecoder jwtDecoder(JwtVerifier verifier, SpringJwts jwts) {
        return new VerifierJwtDecoder(verifier, jwts);
    }

    /** What needs the servlet API and the resource server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(BearerTokenAuthenticationFilter.class)
    static final class OfRequests {
        @Bean
        ServletAnswers jwks4jServletAnswers() {
            return new ServletAnswers();
        }

        /** For chains that say {@code authenticationManagerResolver(...)}: one decoder is good for all issuers. */
        @Bean
        @ConditionalOnMissingBean(AuthenticationManagerResolver.class)
        AuthenticationManagerResolver<HttpServletRequest> authenticationManagerResolver(
                JwtDecoder decoder, ObjectProvider<JwtAuthenticationConverter> converter) {
            JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
            converter.ifAvailable(provider::setJwtAuthenticationConverter);
            ProviderManager manager = new ProviderManager(provider);
            return request -> manager;
        }
    }
}
