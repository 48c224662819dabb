package org.jwks4j.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.SigningKey;

/** Every algorithm that each JDK has: from discovery to the verified token. */
final class AlgorithmTest {
    private static final String[] ALGORITHMS = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519", "Ed448"
    };

    @AutoClose
    static final Shop SHOP = Shop.open(ALGORITHMS);

    static Stream<String> algorithms() {
        return Stream.of(ALGORITHMS);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void genuineToken_isVerified(String algorithm) {
        VerifiedJwt verified = SHOP.accepts(SHOP.token(algorithm).mint());

        assertThat(verified.algorithm().jwsName()).isEqualTo(algorithm);
        assertThat(verified.key().keyId()).isEqualTo(SHOP.key(algorithm).keyId());
        assertThat(verified.key().algorithms()).contains(verified.algorithm());
        assertThat(verified.key().publicKey()).isEqualTo(SHOP.key(algorithm).publicKey());
        assertThat(verified.issuer()).isEqualTo(SHOP.issuer().issuer());
        assertThat(verified.header().string("alg")).contains(algorithm);
        assertThat(verified.claims().subject()).contains("alice");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void tamperedSignature_isRefused(String algorithm) {
        SHOP.refuses(SHOP.token(algorithm).tamperedSignature().mint(), Reason.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void tamperedPayload_isRefused(String algorithm) {
        SHOP.refuses(SHOP.token(algorithm).tamperedClaim("sub", "mallory").mint(), Reason.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void tamperedHeader_isRefused(String algorithm) {
        Segments genuine = Segments.of(SHOP.token(algorithm).mint());
        String shouting = genuine.headerJson().replace("\"JWT\"", "\"jwt\"");

        SHOP.refuses(
                genuine.withHeader(Segments.encode(shouting.getBytes(UTF_8))).token(), Reason.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void signatureOfAnotherToken_isRefused(String algorithm) {
        Segments one = Segments.of(SHOP.token(algorithm).claim("jti", "1").mint());
        Segments other = Segments.of(SHOP.token(algorithm).claim("jti", "2").mint());

        SHOP.refuses(one.withSignature(other.signature()).token(), Reason.INVALID_SIGNATURE);
    }

    @Test
    void edDsa_onAnEd448Key_isVerified() {
        SigningKey ed448 = SHOP.key("Ed448").withAlgorithm("EdDSA");

        assertThat(SHOP.accepts(SHOP.token().signedWith(ed448).mint()).algorithm())
                .isEqualTo(JwsAlgorithm.EDDSA);
    }

    @Test
    void edDsa_onAKeyThatSaysEd25519_isVerified() {
        SigningKey ed25519 = SHOP.key("Ed25519").withAlgorithm("EdDSA");

        assertThat(SHOP.accepts(SHOP.token().signedWith(ed25519).mint()).algorithm())
                .isEqualTo(JwsAlgorithm.EDDSA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void rsaKeyWithoutAlg_verifiesWhatItsTypeAllows(String algorithm) {
        SigningKey unpinned = SHOP.key("RS256").withAlgorithm(algorithm).withJwkMember("alg", null);
        try (Shop shop = SHOP.holding(unpinned)) {
            assertThat(shop.accepts(shop.token().signedWith(unpinned).mint()).algorithm())
                    .hasToString(algorithm);
        }
    }
}
