package org.jwks4j.benchmarks.firstkey;

import java.util.List;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** As jose4j's wiki shows: HttpsJwks, and the first of its two passes, which reads the token without verifying it. */
final class Jose4j implements Contestant {
    @Override
    public void firstKey(String issuer, String jwksUri, String token, Clock clock) throws Exception {
        HttpsJwksVerificationKeyResolver resolver = new HttpsJwksVerificationKeyResolver(new HttpsJwks(jwksUri));
        JwtConsumer firstPass = new JwtConsumerBuilder()
                .setSkipAllValidators()
                .setDisableRequireSignature()
                .setSkipSignatureVerification()
                .build();
        clock.at("set up");
        JwtContext context = firstPass.process(token);
        if (!issuer.equals(context.getJwtClaims().getIssuer())) {
            throw new IllegalStateException("another issuer");
        }
        clock.at("token read, asking");
        resolver.resolveKey((JsonWebSignature) context.getJoseObjects().get(0), List.of());
    }
}
