package org.jwks4j.benchmarks.firstkey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;

/** As Nimbus' own page "Validating JWT access tokens" sets it up; what DefaultJWTProcessor does before it verifies. */
final class Nimbus implements Contestant {
    @Override
    public void firstKey(String issuer, String jwksUri, String token, Clock clock) throws Exception {
        JWKSourceBuilder<SecurityContext> source =
                JWKSourceBuilder.create(URI.create(jwksUri).toURL());
        JWSKeySelector<SecurityContext> selector = new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, source.build());
        clock.at("set up");
        SignedJWT jwt = SignedJWT.parse(token);
        if (!issuer.equals(jwt.getJWTClaimsSet().getIssuer())) {
            throw new IllegalStateException("another issuer");
        }
        clock.at("token read, asking");
        selector.selectJWSKeys(jwt.getHeader(), null).get(0);
    }
}
