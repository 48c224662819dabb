package org.jwks4j.benchmarks.verify;

import com.auth0.jwk.JwkException;
import com.auth0.jwk.JwkProvider;
import com.auth0.jwk.JwkProviderBuilder;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.auth0.jwt.interfaces.ECDSAKeyProvider;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * As the READMEs of java-jwt and jwks-rsa set it up: a verifier that is built once, with a key provider over a JwkProvider
 * with a cache and a rate limit.
 */
@State(Scope.Benchmark)
public class JavaJwt {
    private JwkProvider provider;
    private JWTVerifier verifier;

    /** Builds and warms up. */
    @Setup
    public void build(Issued issued) throws Exception {
        provider = new JwkProviderBuilder(issued.issuer.jwksUri().toURL())
                .cached(10, 24, TimeUnit.HOURS)
                .rateLimited(10, 1, TimeUnit.MINUTES)
                .build();
        verifier = JWT.require(algorithm(issued.algorithm))
                .withIssuer(issued.issuer.issuer())
                .withAudience(Issued.AUDIENCE)
                .build();
        javaJwt(issued);
    }

    private Algorithm algorithm(String name) {
        return switch (name) {
            case "RS256" -> Algorithm.RSA256(new RsaKeys());
            case "ES256" -> Algorithm.ECDSA256(new EcKeys());
            case "ES384" -> Algorithm.ECDSA384(new EcKeys());
            default -> throw new UnsupportedOperationException(name);
        };
    }

    private PublicKey key(String keyId) {
        try {
            return provider.get(keyId).getPublicKey();
        } catch (JwkException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Verifies. */
    @Benchmark
    public DecodedJWT javaJwt(Issued issued) {
        return verifier.verify(issued.token);
    }

    private final class RsaKeys implements RSAKeyProvider {
        @Override
        public RSAPublicKey getPublicKeyById(String keyId) {
            return (RSAPublicKey) key(keyId);
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

    private final class EcKeys implements ECDSAKeyProvider {
        @Override
        public ECPublicKey getPublicKeyById(String keyId) {
            return (ECPublicKey) key(keyId);
        }

        @Override
        public ECPrivateKey getPrivateKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getPrivateKeyId() {
            throw new UnsupportedOperationException();
        }
    }
}
