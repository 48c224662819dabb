package org.jwks4j.benchmarks.firstkey;

import com.auth0.jwk.JwkProvider;
import com.auth0.jwk.JwkProviderBuilder;
import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** As the READMEs of java-jwt and jwks-rsa set it up. */
final class JavaJwt implements Contestant {
    @Override
    public void firstKey(String issuer, String jwksUri, String token, Clock clock) throws Exception {
        JwkProvider provider = new JwkProviderBuilder(URI.create(jwksUri).toURL())
                .cached(10, 24, TimeUnit.HOURS)
                .rateLimited(10, 1, TimeUnit.MINUTES)
                .build();
        clock.at("set up");
        DecodedJWT jwt = JWT.decode(token);
        if (!issuer.equals(jwt.getIssuer())) {
            throw new IllegalStateException("another issuer");
        }
        clock.at("token read, asking");
        provider.get(jwt.getKeyId()).getPublicKey();
    }
}
