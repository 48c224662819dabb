package org.jwks4j.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** Tokens whose {@code alg} is not the one algorithm of their key (RFC 8725 §2.1, §3.1, §3.2). */
final class AlgorithmConfusionTest {
    @AutoClose
    static final Shop SHOP = Shop.open("RS256", "PS256", "ES256", "ES384", "ES512", "Ed25519", "Ed448");

    static Stream<byte[]> publicKeyAsSecret() {
        SigningKey key = SHOP.key("RS256");
        byte[] der = key.publicKey().getEncoded();
        return Stream.of(
                key.publicKeyPem().getBytes(US_ASCII),
                key.publicKeyPem().strip().getBytes(US_ASCII),
                der,
                Base64.getEncoder().encodeToString(der).getBytes(US_ASCII),
                Base64.getUrlDecoder().decode((String) key.jwk().get("n")),
                ((String) key.jwk().get("n")).getBytes(US_ASCII));
    }

    @Test
    void algNone_isRefused() {
        SHOP.refuses(SHOP.token().unsigned().mint(), Reason.UNSUPPORTED_ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "NONE", "nOnE", "", " none", "none\u0000"})
    void algNone_spelledOtherwise_isRefused(String alg) {
        SHOP.refuses(SHOP.token().unsigned().header("alg", alg).mint(), Reason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void algNone_withAGenuineSignature_isRefused() {
        SHOP.refuses(SHOP.token().header("alg", "none").mint(), Reason.UNSUPPORTED_ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "Ed25519"})
    void emptySignature_isRefused(String alg) {
        Segments genuine = Segments.of(SHOP.token(alg).mint());

        SHOP.refuses(genuine.withSignature("").token(), Reason.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("publicKeyAsSecret")
    void hs256_withThePublicKeyAsSecret_isRefused(byte[] secret) {
        SHOP.refuses(SHOP.token().hs256(secret).mint(), Reason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void hs256_whereTheIssuerPublishesItsSecret_isRefused() {
        byte[] secret = "a secret of two hundred and fifty-six bits or so".getBytes(US_ASCII);
        SigningKey symmetric = SHOP.key("RS256")
                .withJwkMember("kty", "oct")
                .withJwkMember("k", Segments.encode(secret))
                .withJwkMember("alg", "HS256");
        try (Shop shop = SHOP.holding(symmetric, SHOP.key("ES256"))) {
            shop.refuses(shop.token().hs256(secret).mint(), Reason.UNSUPPORTED_ALGORITHM);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rs256", "RS256 ", "RS1", "RS257", "SHA256withRSA", "ED25519", "eddsa", "ML_DSA_44", "RSA-OAEP"})
    void nameThatIsNoAlgorithm_isRefused(String alg) {
        SHOP.refuses(SHOP.token().header("alg", alg).mint(), Reason.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void ps256_whereTheJwkSaysRs256_isRefused() {
        SigningKey swapped = SHOP.key("RS256").withAlgorithm("PS256");

        assertThat(SHOP.refuses(SHOP.token().signedWith(swapped).mint(), Reason.ALGORITHM_MISMATCH))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("RS256")
                .hasMessageContaining("PS256");
    }

    @Test
    void rs256_whereTheJwkSaysPs256_isRefused() {
        SigningKey swapped = SHOP.key("PS256").withAlgorithm("RS256");

        SHOP.refuses(SHOP.token().signedWith(swapped).mint(), Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void rs512_whereTheJwkSaysRs256_isRefused() {
        SigningKey swapped = SHOP.key("RS256").withAlgorithm("RS512");

        SHOP.refuses(SHOP.token().signedWith(swapped).mint(), Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void algSwappedAfterSigning_isRefused_thoughTheKeyCouldDoBoth() {
        SigningKey unpinned = SHOP.key("RS256").withJwkMember("alg", null);
        try (Shop shop = SHOP.holding(unpinned)) {
            for (String alg : new String[] {"PS256", "RS384", "RS512", "PS384"}) {
                shop.refuses(
                        shop.token().signedWith(unpinned).header("alg", alg).mint(), Reason.INVALID_SIGNATURE);
            }
        }
    }

    @Test
    void es256_withTheIdOfAnRsaKey_isRefused() {
        SigningKey ec = SHOP.key("ES256").withKeyId(SHOP.key("RS256").keyId());

        SHOP.refuses(SHOP.token().signedWith(ec).mint(), Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void rs256_withTheIdOfAnEcKey_isRefused() {
        SigningKey rsa = SHOP.key("RS256").withKeyId(SHOP.key("ES256").keyId());

        SHOP.refuses(SHOP.token().signedWith(rsa).mint(), Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void es256_onTheCurveOfEs384_isRefused() {
        SHOP.refuses(SHOP.token("ES384").header("alg", "ES256").mint(), Reason.ALGORITHM_MISMATCH);
        SHOP.refuses(SHOP.token("ES256").header("alg", "ES384").mint(), Reason.ALGORITHM_MISMATCH);
        SHOP.refuses(SHOP.token("ES512").header("alg", "ES256").mint(), Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void ed25519_onEd448_isRefused() {
        SHOP.refuses(SHOP.token("Ed448").header("alg", "Ed25519").mint(), Reason.ALGORITHM_MISMATCH);
        SHOP.refuses(SHOP.token("Ed25519").header("alg", "Ed448").mint(), Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void edDsa_ofTheOtherCurve_isRefused() {
        SigningKey ed448 = SHOP.key("Ed448")
                .withAlgorithm("EdDSA")
                .withKeyId(SHOP.key("Ed25519").keyId());
        SigningKey ed25519 = SHOP.key("Ed25519")
                .withAlgorithm("EdDSA")
                .withKeyId(SHOP.key("Ed448").keyId());

        SHOP.refuses(SHOP.token().signedWith(ed448).mint(), Reason.INVALID_SIGNATURE);
        SHOP.refuses(SHOP.token().signedWith(ed25519).mint(), Reason.INVALID_SIGNATURE);
    }

    @Test
    void algThatIsNoString_isRefused() {
        SHOP.refuses(SHOP.token().header("alg", 256).mint(), Reason.MALFORMED_TOKEN);
        SHOP.refuses(SHOP.token().header("alg", Map.of("alg", "RS256")).mint(), Reason.MALFORMED_TOKEN);
        SHOP.refuses(SHOP.token().header("alg", null).mint(), Reason.MALFORMED_TOKEN);
    }
}
