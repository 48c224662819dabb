package org.jwks4j.idp.spring;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/** What a team writes to run an OpenID Connect issuer; its name, left unset, is the address that it is asked at. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AuthorizationServerConfiguration {
    @Bean
    SecurityFilterChain endpoints(HttpSecurity http) {
        return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                .build();
    }

    @Bean
    AuthorizationServerSettings settings() {
        return AuthorizationServerSettings.builder().build();
    }

    @Bean
    RotatingKeys keys() {
        return new RotatingKeys();
    }

    /** For the UserInfo endpoint, which OpenID Connect brings along. */
    @Bean
    JwtDecoder decoder(RotatingKeys keys) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    /** Spring applies a client's algorithm to ID tokens only; an access token is RS256 unless a customizer says more. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> accessTokens(RotatingKeys keys) {
        return context -> {
            SignatureAlgorithm algorithm =
                    context.getRegisteredClient().getTokenSettings().getIdTokenSignatureAlgorithm();
            context.getJwsHeader().algorithm(algorithm).keyId(keys.signingKeyId(algorithm.getName()));
            context.getClaims().audience(List.of(SpringAuthorizationServer.AUDIENCE));
        };
    }

    @Bean
    RegisteredClientRepository clients(PasswordEncoder passwords) {
        return new InMemoryRegisteredClientRepository(
                client(SpringAuthorizationServer.RS256_CLIENT, SignatureAlgorithm.RS256, passwords),
                client(SpringAuthorizationServer.ES256_CLIENT, SignatureAlgorithm.ES256, passwords));
    }

    /** The cheapest cost: these secrets are no secrets, and the default takes 0.1 s a token. */
    @Bean
    PasswordEncoder passwords() {
        return new BCryptPasswordEncoder(4);
    }

    private static RegisteredClient client(String id, SignatureAlgorithm algorithm, PasswordEncoder passwords) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret(passwords.encode(SpringAuthorizationServer.SECRET))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("read")
                .tokenSettings(TokenSettings.builder()
                        .idTokenSignatureAlgorithm(algorithm)
                        .build())
                .build();
    }
}
