package org.jwks4j.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.MalformedTokenException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.token.UnverifiedToken;

/** Of all spellings of a genuine token only one is read (RFC 7515 §2), within its bounds. */
final class TokenTextTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256", "RS256");

    private static final Segments GENUINE = Segments.of(SHOP.token("RS256").mint());

    static Stream<String> otherSpellings() {
        String token = GENUINE.token();
        return Stream.of(
                token + "=",
                token + "==",
                token + " ",
                token + "\n",
                token + ".",
                token + "\u0000",
                " " + token,
                "\ufeff" + token,
                "Bearer " + token,
                token.replace(".", ". "),
                token.replace(".", "\u3002"),
                token.replace("eyJ", "eyJ\r\n"),
                token.replace("eyJ", "eyJ="),
                token.replace("eyJ", "%65yJ"),
                token.replaceFirst("e", "\u0435"),
                GENUINE.withHeader(GENUINE.header() + "=").token(),
                GENUINE.withPayload(GENUINE.payload() + "=").token());
    }

    @Test
    void theOneSpelling_isVerified() {
        SHOP.accepts(GENUINE.token());
    }

    @ParameterizedTest
    @MethodSource("otherSpellings")
    void anotherSpelling_isRefused(String token) {
        assertThat(SHOP.refuses(token, Reason.MALFORMED_TOKEN)).isInstanceOf(MalformedTokenException.class);
    }

    @Test
    void signatureWithNonZeroTrailingBits_isRefused() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String signature = GENUINE.signature();
        int end = signature.length() - 1;
        int last = alphabet.indexOf(signature.charAt(end));
        for (int unused = 1; unused < 16; unused++) { // 256 bytes leave four bits
            String other = signature.substring(0, end) + alphabet.charAt(last + unused);
            SHOP.refuses(GENUINE.withSignature(other).token(), Reason.MALFORMED_TOKEN);
        }
    }

    @Test
    void standardAlphabet_isRefused() {
        String token = SHOP.token().claim("x", "\u00ff\u00fe?>~").mint();
        String standard = token.replace('-', '+').replace('_', '/');
        while (standard.equals(token)) {
            token = SHOP.token().mint(); // another signature
            standard = token.replace('-', '+').replace('_', '/');
        }

        SHOP.accepts(token);
        SHOP.refuses(standard, Reason.MALFORMED_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", "a.b", "....", "eyJhbGciOiJSUzI1NiJ9..", "{}", "null", "Bearer"})
    void noToken_isRefused(String text) {
        SHOP.refuses(text, Reason.MALFORMED_TOKEN);
    }

    @Test
    void otherNumberOfSegments_isRefused() {
        SHOP.refuses(GENUINE.header() + "." + GENUINE.payload(), Reason.MALFORMED_TOKEN);
        SHOP.refuses(GENUINE.token() + "." + GENUINE.signature(), Reason.MALFORMED_TOKEN);
        assertThat(SHOP.refuses(GENUINE.token() + ".a.b", Reason.MALFORMED_TOKEN))
                .hasMessageContaining("JWE");
    }

    @Test
    void jsonSerialization_isRefused() {
        String json = "{\"protected\":\"" + GENUINE.header() + "\",\"payload\":\"" + GENUINE.payload()
                + "\",\"signature\":\"" + GENUINE.signature() + "\"}";

        SHOP.refuses(json, Reason.MALFORMED_TOKEN);
    }

    @Test
    void detachedPayload_isRefused() {
        SHOP.refuses(GENUINE.withPayload("").token(), Reason.MALFORMED_TOKEN);
    }

    @Test
    void tokenOf16KiB_isVerified_andOneCharacterMoreIsRefused() {
        SHOP.accepts(tokenOfLength(UnverifiedToken.MAX_TOKEN_LENGTH));
        SHOP.refuses(tokenOfLength(UnverifiedToken.MAX_TOKEN_LENGTH + 1), Reason.MALFORMED_TOKEN);
    }

    @Test
    void tokenOfAMegabyte_isRefused() {
        SHOP.refuses(SHOP.token().claim("x", "x".repeat(1 << 20)).mint(), Reason.MALFORMED_TOKEN);
    }

    @Test
    void headerOf4KiB_isVerified_andOneByteMoreIsRefused() {
        SHOP.accepts(headerOfLength(UnverifiedToken.MAX_HEADER_BYTES));
        SHOP.refuses(headerOfLength(UnverifiedToken.MAX_HEADER_BYTES + 1), Reason.MALFORMED_TOKEN);
    }

    @Test
    void kidOf256Characters_isVerified_andOneMoreIsRefused() {
        SigningKey key = SHOP.key("ES256").withKeyId("k".repeat(UnverifiedToken.MAX_KEY_ID_LENGTH));
        try (Shop shop = SHOP.holding(key)) {
            shop.accepts(shop.token().signedWith(key).mint());
            shop.refuses(shop.token().signedWith(key).keyId(key.keyId() + "k").mint(), Reason.MALFORMED_TOKEN);
        }
    }

    private static String headerOfLength(int bytes) {
        int rest = Segments.of(SHOP.token().header("x", "").mint()).headerJson().getBytes(UTF_8).length;
        return SHOP.token().header("x", "x".repeat(bytes - rest)).mint();
    }

    /** Base64 jumps over a fourth of all lengths, so both segments are stretched a little. */
    private static String tokenOfLength(int length) {
        int rest = SHOP.token().header("x", "").claim("y", "").mint().length();
        int stretch = (length - rest) * 3 / 4;
        return List.of(0, 1, 2, 3).stream()
                .flatMap(header -> Stream.of(-4, -3, -2, -1, 0, 1)
                        .map(claim -> SHOP.token()
                                .header("x", "x".repeat(header))
                                .claim("y", "y".repeat(stretch + claim))
                                .mint()))
                .filter(token -> token.length() == length)
                .findFirst()
                .orElseThrow();
    }
}
