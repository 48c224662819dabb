package org.jwks4j.spring;

import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/**
 * Puts the filter that answers 503 into every security chain of the application. Spring Security finds it by its name in {@code
 * spring.factories} and makes one for each chain, so that it is public; it does nothing unless our auto-configuration is in use.
 */
public final class KeysUnavailableConfigurer extends AbstractHttpConfigurer<KeysUnavailableConfigurer, HttpSecurity> {
    /** For Spring Security. */
    public KeysUnavailableConfigurer() {}

    @Override
    public void configure(HttpSecurity http) {
        ApplicationContext context = http.getSharedObject(ApplicationContext.class);
        if (context.getBeanProvider(ServletAnswers.class).getIfAvailable() != null) {
            http.addFilterBefore(new KeysUnavailableFilter(), BearerTokenAuthenticationFilter.class);
        }
    }
}
