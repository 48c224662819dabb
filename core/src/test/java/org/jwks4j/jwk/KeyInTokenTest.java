package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jwks4j.jwk.Jwks.base64Url;
import static org.jwks4j.jwk.Jwks.octets;
import static org.jwks4j.jwk.Jwks.with;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/** A key inside a token, such as that of a DPoP proof, is spelled to the letter or refused: nothing that is lenient for published keys. */
final class KeyInTokenTest {
    private static final RSAPublicKey RSA_KEY =
            (RSAPublicKey) Jwks.generate("RSA").getPublic();
    private static final Map<String, Object> RSA = Jwks.rsa(RSA_KEY);
    private static final Map<String, Object> EC =
            Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic());
    private static final BigInteger EC_X = new BigInteger(1, decoded(EC.get("x")));

    private static byte[] decoded(Object base64Url) {
        return java.util.Base64.getUrlDecoder().decode((String) base64Url);
    }

    private static Jwk inToken(Map<String, Object> jwk) {
        return Jwk.inToken(JsonObject.of(jwk));
    }

    @Test
    void soundKey_isTheSameAsAPublishedOne() {
        for (Map<String, Object> jwk : List.of(RSA, EC, with(with(EC, "kid", "a"), "alg", "ES256"))) {
            assertThat(inToken(jwk)).isEqualTo(Jwks.read(jwk));
            assertThat(inToken(jwk).notes()).isEmpty();
        }
    }

    static Stream<Arguments> oddlySpelled() {
        String n = (String) RSA.get("n");
        return Stream.of(
                Arguments.argumentSet("padding", with(RSA, "n", n + "==")),
                Arguments.argumentSet("standard alphabet", with(RSA, "e", "//8D")),
                Arguments.argumentSet("line break", with(RSA, "n", n + "\n")),
                Arguments.argumentSet("zero octet in front of e", with(RSA, "e", "AAEAAQ")),
                Arguments.argumentSet("sign octet", with(RSA, "n", base64Url(octets(RSA_KEY.getModulus(), 257)))),
                Arguments.argumentSet("long coordinate", with(EC, "x", base64Url(octets(EC_X, 33)))),
                Arguments.argumentSet("empty x5c", with(EC, "x5c", List.of())),
                Arguments.argumentSet(
                        "line breaks in x5c",
                        with(CertifiedJwks.EC, "x5c", List.of(CertifiedJwks.EC_CERTIFICATE + "\n"))),
                Arguments.argumentSet("null", with(EC, "use", null)),
                Arguments.argumentSet("null", with(EC, "kid", null)));
    }

    @ParameterizedTest
    @MethodSource("oddlySpelled")
    void whatPublishedKeysMayDo_isRefused(Map<String, Object> jwk) {
        assertThat(Jwks.read(jwk)).isNotNull();
        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> inToken(jwk));
    }

    /** RFC 9449 §4.3: the jwk of a proof holds no private key. */
    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
    void privateMember_isRefusedEvenIfNull(String name) {
        for (Object value : new Object[] {"AQAB", null}) {
            assertThatExceptionOfType(JsonFormatException.class)
                    .isThrownBy(() -> inToken(with(EC, name, value)))
                    .withMessageContaining("private members")
                    .withMessageNotContaining("AQAB");
        }
    }

    @Test
    void whatMakesAPublishedKeyUnusable_isRefusedWithTheSameReason() {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> inToken(with(EC, "use", "enc")))
                .withMessage("the key is not used: its use is \"enc\" (NOT_FOR_SIGNATURES)");
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> inToken(with(EC, "x", EC.get("y"))))
                .withMessageContaining("NOT_ON_CURVE");
    }

    /** The sender of a token chooses such keys, so they may not cost more than those of strangers. */
    @Test
    void largeKey_isRefused() {
        BigInteger modulus = BigInteger.ONE.shiftLeft(4096).add(BigInteger.ONE);
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> inToken(Jwks.rsa(modulus, BigInteger.valueOf(65_537))))
                .withMessageContaining("RSA_TOO_LARGE");
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> inToken(Jwks.rsa(RSA_KEY.getModulus(), BigInteger.valueOf(65_539))))
                .withMessageContaining("RSA_INVALID");
    }
}
