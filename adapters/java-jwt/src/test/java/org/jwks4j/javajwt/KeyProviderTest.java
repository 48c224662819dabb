package org.jwks4j.javajwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.ECDSAKeyProvider;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import org.junit.jupiter.api.Test;
import org.jwks4j.adapters.AttackContract;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.TokenException;
import org.jwks4j.jwk.JwsAlgorithm;

/** java-jwt's own algorithms with our key providers. */
final class KeyProviderTest extends AttackContract {
    @Override
    protected String subjectOf(String token, String algorithm) {
        return JWT.require(algorithm(JwsAlgorithm.of(algorithm).orElseThrow()))
                .withIssuer(issuer.issuer())
                .withAudience(AUDIENCE)
                .build()
                .verify(token)
                .getSubject();
    }

    private Algorithm algorithm(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> Algorithm.RSA256(rsa(algorithm));
            case RS512 -> Algorithm.RSA512(rsa(algorithm));
            case PS256 -> Algorithm.RSA256PSS(rsa(algorithm));
            case PS384 -> Algorithm.RSA384PSS(rsa(algorithm));
            case ES256 -> Algorithm.ECDSA256(ec(algorithm));
            case ES384 -> Algorithm.ECDSA384(ec(algorithm));
            case ES512 -> Algorithm.ECDSA512(ec(algorithm));
            default -> throw new AssertionError(algorithm);
        };
    }

    private RSAKeyProvider rsa(JwsAlgorithm algorithm) {
        return JavaJwtKeys.of(fetcher).rsaKeyProvider(issuer.issuer(), algorithm);
    }

    private ECDSAKeyProvider ec(JwsAlgorithm algorithm) {
        return JavaJwtKeys.of(fetcher).ecdsaKeyProvider(issuer.issuer(), algorithm);
    }

    @Override
    protected boolean isUnavailable(Throwable failure) {
        if (failure instanceof KeysUnavailableException) {
            return true;
        }
        assertThat(failure).isInstanceOfAny(TokenException.class, JWTVerificationException.class);
        return false;
    }

    @Override
    protected boolean seesIssuerFirst() {
        return false;
    }

    @Override
    protected boolean triesSeveralKeys() {
        return false;
    }

    @Override
    protected boolean heedsCriticalHeaders() {
        return false;
    }

    @Test
    void providerForAnotherKindOfKey_isRefusedAtOnce() {
        JavaJwtKeys keys = JavaJwtKeys.of(fetcher);

        assertThatThrownBy(() -> keys.rsaKeyProvider(issuer.issuer(), JwsAlgorithm.ES256))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys.ecdsaKeyProvider(issuer.issuer(), JwsAlgorithm.PS256))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void providers_haveNoPrivateKeys() {
        RSAKeyProvider rsa = rsa(JwsAlgorithm.RS256);
        ECDSAKeyProvider ec = ec(JwsAlgorithm.ES256);

        assertThat(rsa.getPrivateKey()).isNull();
        assertThat(rsa.getPrivateKeyId()).isNull();
        assertThat(ec.getPrivateKey()).isNull();
        assertThat(ec.getPrivateKeyId()).isNull();
    }
}
