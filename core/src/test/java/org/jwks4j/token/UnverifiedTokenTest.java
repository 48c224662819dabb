package org.jwks4j.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.jwks4j.token.Tokens.HEADER;
import static org.jwks4j.token.Tokens.PAYLOAD;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.token;
import static org.jwks4j.token.Tokens.withHeader;
import static org.jwks4j.token.Tokens.withPayload;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnverifiedTokenTest {
    /** The claims of RFC 7515 appendix A.1.1. */
    private static final String RFC_PAYLOAD =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    @Test
    void hs256Example_ofRfc7515_isReadWhole() {
        String signature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        String signingInput = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + RFC_PAYLOAD;

        UnverifiedToken token = UnverifiedToken.parse(signingInput + "." + signature);

        assertThat(token.algorithm()).isEqualTo("HS256");
        assertThat(token.keyId()).isNull();
        assertThat(token.issuer()).isEqualTo("joe");
        assertThat(new String(token.header().utf8(), UTF_8)).isEqualTo("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}");
        assertThat(new String(token.payload().utf8(), UTF_8))
                .isEqualTo("{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
        assertThat(new String(token.signingInput(), US_ASCII)).isEqualTo(signingInput);
        assertThat(Tokens.segment(token.signature())).isEqualTo(signature);
    }

    @Test
    void es256Example_ofRfc7515_isRead() {
        UnverifiedToken token = UnverifiedToken.parse("eyJhbGciOiJFUzI1NiJ9." + RFC_PAYLOAD
                + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");

        assertThat(token.algorithm()).isEqualTo("ES256");
        assertThat(token.signature()).hasSize(64);
    }

    @Test
    void unsecuredExample_ofRfc7515_isReadWithAnEmptySignature() {
        UnverifiedToken token = UnverifiedToken.parse("eyJhbGciOiJub25lIn0." + RFC_PAYLOAD + ".");

        assertThat(token.algorithm()).isEqualTo("none");
        assertThat(token.signature()).isEmpty();
    }

    @Test
    void kidAndIss_areReadAsTheyStand() {
        UnverifiedToken token = UnverifiedToken.parse(
                token("{\"kid\":\" K\\u00e91/\\n\",\"alg\":\"\"}", "{\"iss\":\"HTTPS://Issuer.example.com/\"}"));

        assertThat(token.keyId()).isEqualTo(" K\u00e91/\n");
        assertThat(token.algorithm()).isEmpty();
        assertThat(token.issuer()).isEqualTo("HTTPS://Issuer.example.com/");
    }

    @Test
    void absentKidAndIss_areNull() {
        UnverifiedToken token = UnverifiedToken.parse(token("{\"alg\":\"RS256\"}", "{}"));

        assertThat(token.keyId()).isNull();
        assertThat(token.issuer()).isNull();
    }

    @Test
    void nestedKidIssAndAlg_areNotTaken() {
        UnverifiedToken token = UnverifiedToken.parse(token(
                "{\"jwk\":{\"kid\":\"nested\",\"alg\":\"nested\"},\"alg\":\"RS256\"}",
                "{\"act\":{\"iss\":\"nested\"},\"list\":[{\"iss\":\"nested\"}]}"));

        assertThat(token.keyId()).isNull();
        assertThat(token.algorithm()).isEqualTo("RS256");
        assertThat(token.issuer()).isNull();
    }

    @Test
    void memberNames_areCaseSensitive() {
        UnverifiedToken token = UnverifiedToken.parse(
                token("{\"KID\":\"a\",\"Kid\":\"b\",\"alg\":\"RS256\"}", "{\"ISS\":\"c\",\"iss \":\"d\"}"));

        assertThat(token.keyId()).isNull();
        assertThat(token.issuer()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "true", "[\"a\"]", "{\"a\":\"b\"}", "[]", "1.5"})
    void kidIssOrAlg_thatIsNoString_isRefused(String value) {
        if (!value.equals("null")) {
            assertRefused(withHeader("{\"alg\":\"RS256\",\"kid\":" + value + "}"));
        }
        assertRefused(withHeader("{\"alg\":" + value + "}"));
        assertRefused(withPayload("{\"iss\":" + value + "}"));
    }

    /** It is optional, and some issuers write null where they have none; alg and iss are needed. */
    @Test
    void kidThatIsNull_isAbsent() {
        assertThat(UnverifiedToken.parse(withHeader("{\"alg\":\"RS256\",\"kid\":null}"))
                        .keyId())
                .isNull();
    }

    @Test
    void bytes_areReadAsTheirText() {
        String text = token("{\"alg\":\"RS256\",\"kid\":\"k1\"}", "{\"iss\":\"https://issuer.example\"}");
        byte[] bytes = text.getBytes(US_ASCII);
        UnverifiedToken token = UnverifiedToken.parse(bytes);
        Arrays.fill(bytes, (byte) 0);

        assertThat(token.issuer()).isEqualTo("https://issuer.example");
        assertThat(token.keyId()).isEqualTo("k1");
        assertThat(token.signingInput()).isEqualTo(UnverifiedToken.parse(text).signingInput());
        assertThatExceptionOfType(TokenFormatException.class)
                .isThrownBy(() -> UnverifiedToken.parse(new byte[UnverifiedToken.MAX_TOKEN_LENGTH + 1]))
                .withMessageContaining("longer");
        assertThatExceptionOfType(TokenFormatException.class)
                .isThrownBy(() -> UnverifiedToken.parse((text + "\u00e9").getBytes(UTF_8)));
    }

    @Test
    void digest_isHandedTheWholeText() throws Exception {
        String text = token("{\"alg\":\"RS256\"}", "{}");
        MessageDigest ours = MessageDigest.getInstance("SHA-256");
        UnverifiedToken.parse(text).update(ours);

        assertThat(ours.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
    }

    @Test
    void absentAlg_isRefused() {
        assertRefused(withHeader("{\"kid\":\"k1\"}")).withMessageContaining("alg");
        assertRefused(withHeader("{}"));
    }

    @Test
    void signatureCheck_isHandedTheSigningInput() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        UnverifiedToken token = UnverifiedToken.parse(token(HEADER, PAYLOAD));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(token.signingInput());
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(pair.getPublic());

        token.update(check);

        assertThat(check.verify(signer.sign())).isTrue();
    }

    @Test
    void returnedArrays_areCopies() {
        UnverifiedToken token = UnverifiedToken.parse(token(HEADER, PAYLOAD));

        Arrays.fill(token.header().utf8(), (byte) 0);
        Arrays.fill(token.payload().utf8(), (byte) 0);
        Arrays.fill(token.signingInput(), (byte) 0);
        Arrays.fill(token.signature(), (byte) 0);

        assertThat(new String(token.header().utf8(), UTF_8)).isEqualTo(HEADER);
        assertThat(new String(token.payload().utf8(), UTF_8)).isEqualTo(PAYLOAD);
        assertThat(new String(token.signingInput(), US_ASCII) + "." + Tokens.segment(token.signature()))
                .isEqualTo(token(HEADER, PAYLOAD));
    }

    @Test
    void toString_holdsNothingOfTheToken() {
        String text = token(HEADER, PAYLOAD);

        assertThat(UnverifiedToken.parse(text)).hasToString("UnverifiedToken[" + text.length() + " characters]");
    }

    @Test
    void refusal_quotesNothingOfTheToken() {
        String marker = "SECRETMARKER";
        String[] broken = {
            withPayload("{\"iss\":" + marker + "}"),
            withPayload("{\"" + marker + "\":1,\"" + marker + "\":2}"),
            withPayload("{\"iss\":\"" + marker.repeat(200) + "\"}"),
            withPayload("{}" + marker),
            marker,
            token(HEADER, PAYLOAD) + "." + marker,
            token(HEADER, PAYLOAD) + marker + "!"
        };

        assertThat(broken)
                .allSatisfy(text -> assertRefused(text)
                        .withMessageNotContaining(marker)
                        .withMessageNotContaining("U0VDUkVU")
                        .withNoCause());
    }

    @Test
    void nullToken_isAProgrammersError() {
        assertThatNullPointerException().isThrownBy(() -> UnverifiedToken.parse((String) null));
    }
}
