package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.with;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code alg} of a JWK (RFC 7517 §4.4): one that goes with its key, or none. */
final class AlgMemberTest {
    private static final Map<String, Object> RSA = CertifiedJwks.RSA;
    private static final Map<String, Object> EC =
            Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic());
    private static final Map<String, Object> ED25519 =
            Jwks.okp("Ed25519", Jwks.generate("Ed25519").getPublic(), 32);

    static Stream<Arguments> mismatches() {
        return Stream.of(
                Arguments.of(EC, "RS256", "P-256"),
                Arguments.of(EC, "ES384", "P-256"),
                Arguments.of(EC, "ES256K", "P-256"),
                Arguments.of(EC, "EdDSA", "P-256"),
                Arguments.of(RSA, "ES256", "RSA 2048"),
                Arguments.of(RSA, "ML-DSA-44", "RSA 2048"),
                Arguments.of(ED25519, "Ed448", "Ed25519"),
                Arguments.of(ED25519, "ES256", "Ed25519"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void algOfAnotherTypeOrCurve_isAMismatch(Map<String, Object> jwk, String algorithm, String description) {
        assertSkipped(
                with(jwk, "alg", algorithm),
                SkipReason.ALGORITHM_MISMATCH,
                "alg " + algorithm + " does not go with " + description);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "HS256", "HS512", "RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "RS1", "rs256", "RS256 ", ""})
    void algThatIsNoSignatureAlgorithm_isUnsupported(String algorithm) {
        assertSkipped(with(RSA, "alg", algorithm), SkipReason.UNSUPPORTED_ALGORITHM, "\"" + algorithm + "\"");
        assertSkipped(with(EC, "alg", algorithm), SkipReason.UNSUPPORTED_ALGORITHM, "\"" + algorithm + "\"");
    }

    @ParameterizedTest
    @CsvSource({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void algOfAnRsaKey_isTheOnlyOneItVerifies(String algorithm) {
        Jwk jwk = read(with(RSA, "alg", algorithm));

        assertThat(jwk.algorithm()).map(JwsAlgorithm::jwsName).hasValue(algorithm);
        assertThat(jwk.algorithms()).extracting(JwsAlgorithm::jwsName).containsExactly(algorithm);
    }

    @Test
    void keyWithoutAlg_verifiesWhatItsTypeAndCurveAllow() {
        assertThat(read(RSA).algorithm()).isEmpty();
        assertThat(read(RSA).algorithms())
                .containsExactlyInAnyOrder(
                        JwsAlgorithm.RS256,
                        JwsAlgorithm.RS384,
                        JwsAlgorithm.RS512,
                        JwsAlgorithm.PS256,
                        JwsAlgorithm.PS384,
                        JwsAlgorithm.PS512);
        assertThat(read(EC).algorithms()).containsExactly(JwsAlgorithm.ES256);
        assertThat(read(RSA).algorithms()).isUnmodifiable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "Ed25519"})
    void bothNamesOfEdDsa_areOneAlgorithm(String algorithm) {
        Jwk jwk = read(with(ED25519, "alg", algorithm));

        assertThat(jwk.algorithm()).map(JwsAlgorithm::jwsName).hasValue(algorithm);
        assertThat(jwk.algorithms()).isEqualTo(Set.of(JwsAlgorithm.EDDSA, JwsAlgorithm.ED25519));
    }
}
