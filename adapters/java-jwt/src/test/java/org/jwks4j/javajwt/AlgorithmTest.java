package org.jwks4j.javajwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import org.junit.jupiter.api.Test;
import org.jwks4j.VerificationKey;
import org.jwks4j.adapters.AttackContract;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.TokenException;
import org.jwks4j.jwk.JwsAlgorithm;

final class AlgorithmTest extends AttackContract {
    @Override
    protected String subjectOf(String token, String algorithm) {
        Algorithm fetching =
                JavaJwtKeys.of(fetcher).algorithm(JwsAlgorithm.of(algorithm).orElseThrow());
        return JWT.require(fetching)
                .withAudience(AUDIENCE)
                .build()
                .verify(token)
                .getSubject();
    }

    @Override
    protected boolean isUnavailable(Throwable failure) {
        if (failure instanceof KeysUnavailableException) {
            return true;
        }
        assertThat(failure).isInstanceOfAny(TokenException.class, JWTVerificationException.class);
        return false;
    }

    @Test
    void tokensOfTwoIssuers_areAccepted() throws Exception {
        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");
        assertThat(subjectOf(other.token().claim("aud", AUDIENCE).mint(), "ES256"))
                .isEqualTo("alice");
    }

    @Test
    void algorithmOfAResolvedKey_verifiesWithThatKeyAlone() {
        VerificationKey key = fetcher.blocking().getKey(token().mint());
        Algorithm algorithm = JavaJwtKeys.algorithm(key, JwsAlgorithm.ES256);

        assertThat(JWT.require(algorithm).build().verify(token().mint()).getSubject())
                .isEqualTo("alice");
        assertThatThrownBy(() ->
                        JWT.require(algorithm).build().verify(other.token().mint()))
                .isInstanceOf(JWTVerificationException.class);
        assertThatThrownBy(() -> JavaJwtKeys.algorithm(key, JwsAlgorithm.ES384))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void algorithmThatJavaJwtHasNot_isSaidAtOnce() {
        assertThatThrownBy(() -> JavaJwtKeys.of(fetcher).algorithm(JwsAlgorithm.EDDSA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void algorithm_cannotSign() {
        Algorithm algorithm = JavaJwtKeys.of(fetcher).algorithm(JwsAlgorithm.ES256);

        assertThatThrownBy(() -> JWT.create().sign(algorithm)).isInstanceOf(SignatureGenerationException.class);
    }
}
