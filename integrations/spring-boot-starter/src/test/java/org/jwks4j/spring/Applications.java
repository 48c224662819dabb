package org.jwks4j.spring;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What users write. */
final class Applications {
    private Applications() {}

    /** Spring MVC, and no line about security. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Mvc {
        @GetMapping("/**")
        String hello(Authentication who) {
            return who.getName();
        }
    }

    /** WebFlux, and no line about security. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class WebFlux {
        @GetMapping("/**")
        Mono<String> hello(Authentication who) {
            return Mono.just(who.getName());
        }
    }

    /** With Actuator open to all who reach it. */
    @Configuration(proxyBeanMethods = false)
    static class Monitored extends Mvc {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/actuator/**"))
                    .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                    .build();
        }
    }

    /** Two chains of the application's own, one with an entry point of its own. */
    @Configuration(proxyBeanMethods = false)
    static class TwoChains extends Mvc {
        @Bean
        @Order(1)
        SecurityFilterChain admin(HttpSecurity http) throws Exception {
            BearerTokenAuthenticationEntryPoint entryPoint = new BearerTokenAuthenticationEntryPoint();
            entryPoint.setRealmName("admin");
            return http.securityMatcher("/admin/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(
                            server -> server.jwt(Customizer.withDefaults()).authenticationEntryPoint(entryPoint))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain rest(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_orders"))
                    .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                    .build();
        }
    }
}
