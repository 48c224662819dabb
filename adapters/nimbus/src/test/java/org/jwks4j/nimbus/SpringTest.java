package org.jwks4j.nimbus;

import java.util.List;
import org.jwks4j.adapters.AttackContract;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring's own decoder on our processor. */
final class SpringTest extends AttackContract {
    private final NimbusJwtDecoder decoder =
            new NimbusJwtDecoder(Claims.checked(NimbusKeys.of(fetcher).processor(), AUDIENCE));

    SpringTest() {
        JwtTypeValidator types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        types.setAllowEmpty(true);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(List.of(types)));
    }

    @Override
    protected String subjectOf(String token, String algorithm) {
        return decoder.decode(token).getSubject();
    }

    @Override
    protected boolean isUnavailable(Throwable failure) {
        return failure instanceof JwtException && !(failure instanceof BadJwtException);
    }
}
