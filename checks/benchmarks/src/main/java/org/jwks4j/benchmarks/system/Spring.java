package org.jwks4j.benchmarks.system;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * As Spring Security's reference, chapter "OAuth 2.0 Resource Server JWT", sets it up: NimbusJwtDecoder with the JWK Set's URI,
 * the default validators with the issuer, and an audience. Another freshness is that of a cache, as its section "Timeouts" says.
 */
final class Spring implements Contestant {
    private final NimbusJwtDecoder decoder;

    Spring(IssuerAt issuer, @Nullable Duration freshness) {
        NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder builder =
                NimbusJwtDecoder.withJwkSetUri(issuer.jwksUri().toString());
        if (freshness != null) {
            builder.cache(new CaffeineCache(
                    "jwks", Caffeine.newBuilder().expireAfterWrite(freshness).build()));
        }
        decoder = builder.build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer.issuer()), new JwtAudienceValidator(Service.AUDIENCE)));
    }

    @Override
    public void verify(String token) {
        decoder.decode(token);
    }
}
