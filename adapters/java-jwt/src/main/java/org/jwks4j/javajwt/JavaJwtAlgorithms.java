package org.jwks4j.javajwt;

import com.auth0.jwt.algorithms.Algorithm;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jwks4j.jwk.JwsAlgorithm;

/** What java-jwt can verify. */
final class JavaJwtAlgorithms {
    static final Set<JwsAlgorithm> RSA =
            Collections.unmodifiableSet(EnumSet.range(JwsAlgorithm.RS256, JwsAlgorithm.PS512));
    static final Set<JwsAlgorithm> EC =
            Collections.unmodifiableSet(EnumSet.range(JwsAlgorithm.ES256, JwsAlgorithm.ES512));

    private JavaJwtAlgorithms() {}

    static boolean has(JwsAlgorithm algorithm) {
        return RSA.contains(algorithm) || EC.contains(algorithm);
    }

    static Algorithm of(JwsAlgorithm algorithm, PublicKey key) {
        return switch (algorithm) {
            case RS256 -> Algorithm.RSA256((RSAPublicKey) key, null);
            case RS384 -> Algorithm.RSA384((RSAPublicKey) key, null);
            case RS512 -> Algorithm.RSA512((RSAPublicKey) key, null);
            case PS256 -> Algorithm.RSA256PSS((RSAPublicKey) key, null);
            case PS384 -> Algorithm.RSA384PSS((RSAPublicKey) key, null);
            case PS512 -> Algorithm.RSA512PSS((RSAPublicKey) key, null);
            case ES256 -> Algorithm.ECDSA256((ECPublicKey) key, null);
            case ES384 -> Algorithm.ECDSA384((ECPublicKey) key, null);
            case ES512 -> Algorithm.ECDSA512((ECPublicKey) key, null);
            default -> throw new IllegalArgumentException("java-jwt has no " + algorithm);
        };
    }
}
