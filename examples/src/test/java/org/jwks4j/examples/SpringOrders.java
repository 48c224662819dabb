package org.jwks4j.examples;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.List;
import java.util.Set;
import org.jwks4j.KeyFetcher;
import org.jwks4j.nimbus.NimbusKeys;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The orders service with Spring Security. */
final class SpringOrders {
    private final JwtDecoder decoder;

    SpringOrders(KeyFetcher fetcher) {
        decoder = jwtDecoder(fetcher);
    }

    // tag::orders-spring[]
    static JwtDecoder jwtDecoder(KeyFetcher fetcher) { // a @Bean
        DefaultJWTProcessor<SecurityContext> processor = NimbusKeys.of(fetcher).processor();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>("orders", null, Set.of("exp")));
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        JwtTypeValidator types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        types.setAllowEmpty(true);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(List.of(types)));
        return decoder;
    }

    int statusBlocking(String token) {
        try {
            decoder.decode(token);
            return 200;
        } catch (BadJwtException e) {
            return 401;
        } catch (JwtException e) {
            return 503;
        }
    }
    // end::orders-spring[]
}
