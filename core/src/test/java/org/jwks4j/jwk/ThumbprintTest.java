package org.jwks4j.jwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.jwk;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.with;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThumbprintTest {
    static final String RFC_7638_MODULUS =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhD"
                    + "R1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Qv"
                    + "zqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2Nc"
                    + "Rwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

    @Test
    void rsaKey_ofRfc7638_hasItsThumbprint() {
        Jwk jwk = read(jwk("kty", "RSA", "n", RFC_7638_MODULUS, "e", "AQAB", "alg", "RS256", "kid", "2011-04-29"));

        assertThat(jwk.thumbprint()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void ed25519Key_ofRfc8037_hasItsThumbprint() {
        Jwk jwk = read(jwk("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));

        assertThat(jwk.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void ecKey_isDigestedInLexicographicOrder() throws Exception {
        Map<String, Object> key = Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic());
        String canonical =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + key.get("x") + "\",\"y\":\"" + key.get("y") + "\"}";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8));

        assertThat(read(key).thumbprint()).isEqualTo(Jwks.base64Url(digest));
    }

    @Test
    void optionalMembers_doNotChangeIt() {
        Map<String, Object> key = Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic());
        Map<String, Object> decorated =
                with(with(with(with(key, "kid", "a"), "use", "sig"), "alg", "ES256"), "key_ops", List.of("verify"));

        assertThat(read(decorated).thumbprint()).isEqualTo(read(key).thumbprint());
    }
}
