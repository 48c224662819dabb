package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwsAlgorithmTest {
    @Test
    void names_areTheRegisteredOnes() {
        assertThat(JwsAlgorithm.values())
                .extracting(JwsAlgorithm::jwsName)
                .containsExactly(
                        "RS256",
                        "RS384",
                        "RS512",
                        "PS256",
                        "PS384",
                        "PS512",
                        "ES256",
                        "ES384",
                        "ES512",
                        "ES256K",
                        "EdDSA",
                        "Ed25519",
                        "Ed448",
                        "ML-DSA-44",
                        "ML-DSA-65",
                        "ML-DSA-87");
    }

    @ParameterizedTest
    @EnumSource
    void of_findsEachByItsName(JwsAlgorithm algorithm) {
        assertThat(JwsAlgorithm.of(algorithm.jwsName())).hasValue(algorithm);
        assertThat(algorithm).hasToString(algorithm.jwsName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "none", "None", "HS256", "HS384", "HS512", "rs256", "EDDSA", "ED25519", "ML_DSA_44", "RS256 "
            })
    void of_anythingElse_isEmpty(String name) {
        assertThat(JwsAlgorithm.of(name)).isEmpty();
    }
}
