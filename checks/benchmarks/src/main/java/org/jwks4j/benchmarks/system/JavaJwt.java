package org.jwks4j.benchmarks.system;

import com.auth0.jwk.JwkException;
import com.auth0.jwk.JwkProvider;
import com.auth0.jwk.JwkProviderBuilder;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * As the READMEs of java-jwt and jwks-rsa set it up: a verifier that is built once, with a key provider over a JwkProvider
 * with a cache and a rate limit.
 */
final class JavaJwt implements Contestant {
    private final JWTVerifier verifier;

    JavaJwt(IssuerAt issuer, @Nullable Duration freshness) throws Exception {
        Duration cached = freshness == null ? Duration.ofHours(24) : freshness;
        JwkProvider provider = new JwkProviderBuilder(issuer.jwksUri().toURL())
                .cached(10, cached.toMillis(), TimeUnit.MILLISECONDS)
                .rateLimited(10, 1, TimeUnit.MINUTES)
                .build();
        verifier = JWT.require(Algorithm.RSA256(new Keys(provider)))
                .withIssuer(issuer.issuer())
                .withAudience(Service.AUDIENCE)
                .build();
    }

    @Override
    public void verify(String token) {
        verifier.verify(token);
    }

    private record Keys(JwkProvider provider) implements RSAKeyProvider {
        @Override
        public RSAPublicKey getPublicKeyById(String keyId) {
            try {
                return (RSAPublicKey) provider.get(keyId).getPublicKey();
            } catch (JwkException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public RSAPrivateKey getPrivateKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getPrivateKeyId() {
            throw new UnsupportedOperationException();
        }
    }
}
