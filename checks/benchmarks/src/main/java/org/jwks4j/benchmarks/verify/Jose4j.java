package org.jwks4j.benchmarks.verify;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** As jose4j's wiki, page "JWT Examples", shows: a JwtConsumer with HttpsJwks, one algorithm, issuer, audience, expiration. */
@State(Scope.Benchmark)
public class Jose4j {
    private JwtConsumer consumer;

    /** Builds and warms up. */
    @Setup
    public void build(Issued issued) throws Exception {
        HttpsJwks jwks = new HttpsJwks(issued.issuer.jwksUri().toString());
        consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setExpectedIssuer(issued.issuer.issuer())
                .setExpectedAudience(Issued.AUDIENCE)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(jwks))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, issued.algorithm)
                .build();
        jose4j(issued);
    }

    /** Verifies. */
    @Benchmark
    public JwtClaims jose4j(Issued issued) throws Exception {
        return consumer.processToClaims(issued.token);
    }
}
