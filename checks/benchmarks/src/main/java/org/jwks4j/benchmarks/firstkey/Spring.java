package org.jwks4j.benchmarks.firstkey;

import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** As Spring Security's reference sets it up. It gives no key away, so it verifies the token, which the others do not. */
final class Spring implements Contestant {
    @Override
    public void firstKey(String issuer, String jwksUri, String token, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwksUri).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(issuer));
        clock.at("set up");
        decoder.decode(token);
    }
}
