package org.jwks4j.benchmarks.resolve;

import java.security.Key;
import java.util.List;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * As the wiki of jose4j shows: HttpsJwks with an HttpsJwksVerificationKeyResolver, and its two-pass consumption, of which the
 * first pass reads the token without verifying it.
 */
@State(Scope.Benchmark)
public class Jose4j {
    private JwtConsumer firstPass;
    private HttpsJwksVerificationKeyResolver resolver;

    /** Builds. */
    @Setup
    public void build(Fixture fixture) {
        HttpsJwks jwks = new HttpsJwks(Fixture.JWK_SET_URI);
        jwks.setSimpleHttpGet(location -> response(fixture.jwkSet));
        resolver = new HttpsJwksVerificationKeyResolver(jwks);
        firstPass = new JwtConsumerBuilder()
                .setSkipAllValidators()
                .setDisableRequireSignature()
                .setSkipSignatureVerification()
                .build();
    }

    private static SimpleResponse response(String body) {
        return new Response(200, "OK", java.util.Map.of(), body);
    }

    /** From the token to the key. */
    @Benchmark
    public Key jose4j(Fixture fixture) throws Exception {
        JwtContext context = firstPass.process(fixture.token);
        Fixture.requireIssuer(context.getJwtClaims().getIssuer());
        JsonWebSignature jws = (JsonWebSignature) context.getJoseObjects().get(0);
        return resolver.resolveKey(jws, List.of());
    }
}
