package org.jwks4j.benchmarks.verify;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * As Spring Security's reference, chapter "OAuth 2.0 Resource Server JWT", sets it up: NimbusJwtDecoder with one algorithm, the
 * default validators with the issuer, and an audience. The keys come from Nimbus' own source.
 */
@State(Scope.Benchmark)
public class Spring {
    private NimbusJwtDecoder decoder;

    /** Builds and warms up. */
    @Setup
    public void build(Issued issued) throws Exception {
        // Its own 500 ms are too few for a first fetch on a busy machine; nothing is fetched while it is measured.
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        issued.issuer.jwksUri().toURL(), new DefaultResourceRetriever(5_000, 5_000))
                .build();
        decoder = NimbusJwtDecoder.withJwkSource(source)
                .jwsAlgorithm(requireNonNull(SignatureAlgorithm.from(issued.algorithm), "no such algorithm"))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issued.issuer.issuer()),
                new JwtAudienceValidator(Issued.AUDIENCE)));
        spring(issued);
    }

    /** Verifies. */
    @Benchmark
    public Jwt spring(Issued issued) {
        return decoder.decode(issued.token);
    }
}
