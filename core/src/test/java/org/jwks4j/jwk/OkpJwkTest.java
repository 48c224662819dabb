package org.jwks4j.jwk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.base64Url;
import static org.jwks4j.jwk.Jwks.jwk;
import static org.jwks4j.jwk.Jwks.okp;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.with;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OkpJwkTest {
    private static final Map<String, Object> ED25519 =
            okp("Ed25519", Jwks.generate("Ed25519").getPublic(), 32);

    @ParameterizedTest
    @CsvSource({"Ed25519, 32", "Ed448, 57"})
    void publicKey_isTheJdksAndVerifies(String crv, int length) throws Exception {
        for (int i = 0; i < 20; i++) {
            KeyPair pair = Jwks.generate(crv);
            Signature signer = Signature.getInstance("EdDSA");
            signer.initSign(pair.getPrivate());
            signer.update(new byte[] {1, 2, 3});
            byte[] signature = signer.sign();

            Jwk jwk = read(okp(crv, pair.getPublic(), length));

            assertThat(jwk.publicKey()).isEqualTo(pair.getPublic());
            assertThat(jwk.publicKey().getEncoded()).isEqualTo(pair.getPublic().getEncoded());
            assertThat(jwk.description()).isEqualTo(crv);
            assertThat(jwk.keyType()).isEqualTo("OKP");
            assertThat(jwk.algorithms()).extracting(JwsAlgorithm::jwsName).containsExactlyInAnyOrder("EdDSA", crv);
            assertThat(verifies(jwk.publicKey(), new byte[] {1, 2, 3}, signature))
                    .isTrue();
        }
    }

    @Test
    void example_ofRfc8037_verifies() throws Exception {
        Jwk jwk = read(jwk("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
        byte[] signature = Base64.getUrlDecoder()
                .decode("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt" + "9g7sVvpAr_MuM0KAg");
        byte[] signingInput = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(US_ASCII);

        assertThat(verifies(jwk.publicKey(), signingInput, signature)).isTrue();
        assertThat(verifies(jwk.publicKey(), new byte[1], signature)).isFalse();
    }

    private static boolean verifies(PublicKey key, byte[] text, byte[] signature) throws Exception {
        Signature verifier = Signature.getInstance("EdDSA");
        verifier.initVerify(key);
        verifier.update(text);
        return verifier.verify(signature);
    }

    @ParameterizedTest
    @CsvSource({"Ed25519, 31", "Ed25519, 33", "Ed25519, 57", "Ed448, 56", "Ed448, 58", "Ed448, 32", "Ed25519, 1"})
    void otherLength_isSkipped(String crv, int length) {
        assertSkipped(okp(crv, new byte[length]), SkipReason.WRONG_LENGTH, "x has " + length + " bytes, but " + crv);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "X448", "ed25519", "P-256", "Ed25519ph", ""})
    void otherCurve_isSkipped(String crv) {
        assertSkipped(with(ED25519, "crv", crv), SkipReason.UNSUPPORTED_CURVE, "\"" + crv + "\"");
    }

    @Test
    void missingOrUncanonicalX_isMalformed() {
        assertSkipped(jwk("kty", "OKP", "crv", "Ed25519"), SkipReason.MALFORMED, "x is missing");
        assertSkipped(jwk("kty", "OKP", "x", ED25519.get("x")), SkipReason.MALFORMED, "crv is missing");
        assertSkipped(
                with(ED25519, "x", ED25519.get("x") + "=="), SkipReason.MALFORMED, "x is not canonical base64url");
        assertSkipped(
                with(ED25519, "x", base64Url(new byte[32]).replaceFirst("A$", "B")),
                SkipReason.MALFORMED,
                "not canonical base64url");
    }
}
