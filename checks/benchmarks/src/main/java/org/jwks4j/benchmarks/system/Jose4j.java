package org.jwks4j.benchmarks.system;

import java.time.Duration;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/** As jose4j's wiki, page "JWT Examples", shows: a JwtConsumer with HttpsJwks, one algorithm, issuer, audience, expiration. */
final class Jose4j implements Contestant {
    private final JwtConsumer consumer;

    private Jose4j(IssuerAt issuer, HttpsJwks jwks) {
        consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setExpectedIssuer(issuer.issuer())
                .setExpectedAudience(Service.AUDIENCE)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(jwks))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, "RS256")
                .build();
    }

    static Jose4j byDefault(IssuerAt issuer, @Nullable Duration freshness) {
        return new Jose4j(issuer, jwks(issuer, freshness));
    }

    static Jose4j retaining(IssuerAt issuer, @Nullable Duration freshness) {
        HttpsJwks jwks = jwks(issuer, freshness);
        jwks.setRetainCacheOnErrorDuration(Duration.ofHours(1).toSeconds());
        return new Jose4j(issuer, jwks);
    }

    private static HttpsJwks jwks(IssuerAt issuer, @Nullable Duration freshness) {
        HttpsJwks jwks = new HttpsJwks(issuer.jwksUri().toString());
        if (freshness != null) {
            jwks.setDefaultCacheDuration(freshness.toSeconds());
        }
        return jwks;
    }

    @Override
    public void verify(String token) throws Exception {
        consumer.processToClaims(token);
    }
}
