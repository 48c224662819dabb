package org.jwks4j.benchmarks.resolve;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.Key;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * As Nimbus' own page "Validating JWT access tokens" sets it up: JWKSourceBuilder with its defaults (cached, refreshed ahead,
 * rate-limited) and a JWSVerificationKeySelector. What DefaultJWTProcessor does before it verifies: parse, read the claims,
 * select the keys.
 */
@State(Scope.Benchmark)
public class NimbusJoseJwt {
    private JWSKeySelector<SecurityContext> selector;

    /** Builds. */
    @Setup
    public void build(Fixture fixture) throws Exception {
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        URI.create(Fixture.JWK_SET_URI).toURL(),
                        url -> new Resource(fixture.jwkSet, "application/json"))
                .build();
        selector = new JWSVerificationKeySelector<>(fixture.shape.algorithm, source);
    }

    /** From the token to the key. */
    @Benchmark
    public Key nimbus(Fixture fixture) throws Exception {
        SignedJWT jwt = SignedJWT.parse(fixture.token);
        Fixture.requireIssuer(jwt.getJWTClaimsSet().getIssuer());
        return selector.selectJWSKeys(jwt.getHeader(), null).get(0);
    }
}
