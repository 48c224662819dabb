package org.jwks4j.benchmarks.verify;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * As Nimbus' own page "Validating JWT access tokens" sets it up: DefaultJWTProcessor with JWKSourceBuilder's defaults, one
 * algorithm, and a DefaultJWTClaimsVerifier for audience, issuer and required claims.
 */
@State(Scope.Benchmark)
public class NimbusJoseJwt {
    private DefaultJWTProcessor<SecurityContext> processor;

    /** Builds and warms up. */
    @Setup
    public void build(Issued issued) throws Exception {
        // Its own 500 ms are too few for a first fetch on a busy machine; nothing is fetched while it is measured.
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        issued.issuer.jwksUri().toURL(), new DefaultResourceRetriever(5_000, 5_000))
                .build();
        processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.parse(issued.algorithm), source));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                Issued.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(issued.issuer.issuer()).build(),
                Set.of("exp")));
        nimbus(issued);
    }

    /** Verifies. */
    @Benchmark
    public JWTClaimsSet nimbus(Issued issued) throws Exception {
        return processor.process(issued.token, null);
    }
}
