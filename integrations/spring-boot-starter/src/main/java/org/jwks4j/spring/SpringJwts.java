package org.jwks4j.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.VerifiedJwt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;

/**
 * Our verified tokens and failures as Spring Security's, for both kinds of decoder. What Spring writes into the challenge is the
 * message of a {@link BadJwtException}: so that is the name of a reason, and never text of the token.
 */
final class SpringJwts {
    private static final Logger LOG = LoggerFactory.getLogger(SpringJwts.class);

    private final MappedJwtClaimSetConverter claims = MappedJwtClaimSetConverter.withDefaults(Map.of());
    private final OAuth2TokenValidator<Jwt> validators;

    SpringJwts(List<OAuth2TokenValidator<Jwt>> validators) {
        this.validators = new DelegatingOAuth2TokenValidator<>(validators);
    }

    /** The token as Boot's own decoder would have made it, once the application's validators have agreed. */
    Jwt of(String token, VerifiedJwt verified) {
        Map<String, Object> mapped = Objects.requireNonNull(
                claims.convert(withoutNulls(verified.claims().json().toPlainMap())));
        Jwt jwt = Jwt.withTokenValue(token)
                .headers(
                        headers -> headers.putAll(withoutNulls(verified.header().toPlainMap())))
                .claims(all -> all.putAll(mapped))
                .build();
        OAuth2TokenValidatorResult result = validators.validate(jwt);
        if (result.hasErrors()) {
            throw new JwtValidationException("CHECK_FAILED", result.getErrors());
        }
        return jwt;
    }

    /** Spring's own decoders leave out members that are null. */
    private static Map<String, Object> withoutNulls(Map<String, ?> members) {
        Map<String, Object> some = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value != null) {
                some.put(name, value);
            }
        });
        return some;
    }

    /** A {@link BadJwtException} becomes 401; any other one says nothing about the token. */
    static JwtException failure(TokenException failure) {
        if (failure.httpStatus() != 401) {
            return new JwtException(String.valueOf(failure.getMessage()), failure);
        }
        LOG.debug("refused a token, {}: {}", failure.reason(), failure.getMessage());
        return new BadJwtException(failure.reason().name(), failure);
    }
}
