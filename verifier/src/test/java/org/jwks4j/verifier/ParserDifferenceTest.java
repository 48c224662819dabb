package org.jwks4j.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;

/** Genuinely signed JSON that two parsers read in two ways is read in none (RFC 8725 §2.4, RFC 8259 §4, §8). */
final class ParserDifferenceTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final String ISS = "\"iss\":\"" + SHOP.issuer().issuer() + "\"";
    private static final String CLAIMS = ISS + ",\"aud\":\"shop\",\"exp\":1798761600";
    private static final String KID = "\"kid\":\"" + SHOP.issuer().signingKeyId() + "\"";
    private static final String HEADER = "\"alg\":\"ES256\"," + KID;

    static Stream<String> payloads() {
        return Stream.of(
                "{" + CLAIMS + "," + ISS + "}",
                "{" + CLAIMS + ",\"iss\":\"https://other.example\"}",
                "{\"iss\":\"https://other.example\"," + CLAIMS + "}",
                "{" + CLAIMS + ",\"aud\":\"bank\"}",
                "{" + CLAIMS + ",\"exp\":9999999999}",
                "{" + CLAIMS + ",\"x\":{\"y\":1,\"y\":2}}",
                "{" + CLAIMS + ",\"x\":[{\"y\":1,\"y\":2}]}",
                "{" + CLAIMS + ",\"\\u0069ss\":\"https://other.example\"}",
                "{" + CLAIMS.replace("\"iss\"", "\"\\u0069ss\"") + "}",
                "{" + CLAIMS + ",\"e\\u0078p\":9999999999}",
                "\ufeff{" + CLAIMS + "}",
                "{" + CLAIMS + "}{}",
                "{" + CLAIMS + "}x",
                "{" + CLAIMS + "}\u0000",
                "[{" + CLAIMS + "}]",
                "{" + CLAIMS + ",}",
                "{" + CLAIMS + ",\"x\":'y'}",
                "{" + CLAIMS + ",x:1}",
                "{" + CLAIMS + ",\"x\":NaN}",
                "{" + CLAIMS + ",\"x\":01}",
                "{" + CLAIMS + ",\"x\":+1}",
                "{" + CLAIMS + ",\"x\":.5}",
                "{" + CLAIMS + "/* comment */}",
                "{" + CLAIMS + ",\"x\":\"\\ud800\"}",
                "{" + CLAIMS + ",\"x\":\"\\udc00\\ud800\"}",
                "{" + CLAIMS + ",\"x\":\"a\tb\"}",
                "{" + CLAIMS + ",\"x\":\"\\x41\"}",
                "{" + CLAIMS,
                "\"" + SHOP.issuer().issuer() + "\"",
                "");
    }

    @Test
    void plainJson_isVerified() {
        SHOP.accepts(payload("{" + CLAIMS + "}"));
        SHOP.accepts(payload(" {" + CLAIMS + ",\"x\":\"\\ud83d\\ude00\"} \r\n"));
        SHOP.accepts(header("{" + HEADER + "}"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void ambiguousPayload_isRefused(String json) {
        SHOP.refuses(payload(json), Reason.MALFORMED_TOKEN);
    }

    @Test
    void ambiguousHeader_isRefused() {
        SHOP.refuses(header("{" + HEADER + ",\"alg\":\"none\"}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header("{\"alg\":\"none\"," + HEADER + "}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header("{" + HEADER + "," + KID + "}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header("{" + HEADER + ",\"\\u0061lg\":\"none\"}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header("{" + HEADER + ",\"\\u006bid\":\"x\"}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header("\ufeff{" + HEADER + "}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header("{" + HEADER + "}{}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header("[{" + HEADER + "}]"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header(""), Reason.MALFORMED_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u00ae",
                "\u00e0\u0080\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00ff",
                "\u0080",
                "\u00e2\u0082"
            })
    void invalidUtf8_isRefused(String bytes) {
        byte[] claims = ("{" + CLAIMS + ",\"x\":\"" + bytes + "\"}").getBytes(ISO_8859_1);
        byte[] header = ("{" + HEADER + ",\"x\":\"" + bytes + "\"}").getBytes(ISO_8859_1);

        SHOP.refuses(SHOP.token().rawPayload(claims).mint(), Reason.MALFORMED_TOKEN);
        SHOP.refuses(SHOP.token().rawHeader(header).mint(), Reason.MALFORMED_TOKEN);
    }

    @Test
    void nestedToTheBound_isVerified_andOneLevelMoreIsRefused() {
        SHOP.accepts(payload("{" + CLAIMS + ",\"x\":" + nested(15) + "}"));
        SHOP.refuses(payload("{" + CLAIMS + ",\"x\":" + nested(16) + "}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(payload("{" + CLAIMS + ",\"x\":" + nested(5000) + "}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(header("{" + HEADER + ",\"x\":" + nested(16) + "}"), Reason.MALFORMED_TOKEN);
    }

    @Test
    void longNumber_isReadOrRefused_andNothingElse() {
        SHOP.accepts(payload("{" + CLAIMS + ",\"x\":" + "9".repeat(999) + "}"));
        SHOP.accepts(payload("{" + CLAIMS + ",\"x\":0." + "9".repeat(997) + "}"));
        SHOP.refuses(payload("{" + CLAIMS + ",\"x\":" + "9".repeat(1001) + "}"), Reason.MALFORMED_TOKEN);
        SHOP.refuses(payload("{" + CLAIMS + ",\"x\":0." + "9".repeat(1000) + "}"), Reason.MALFORMED_TOKEN);
    }

    @Test
    void boundaryLongNumbers_areVerified() {
        SHOP.accepts(payload("{" + CLAIMS + ",\"x\":" + "9".repeat(1000) + "}"));
        SHOP.accepts(payload("{" + CLAIMS + ",\"x\":-" + "9".repeat(999) + "}"));
        SHOP.accepts(payload("{" + CLAIMS + ",\"x\":0." + "9".repeat(998) + "}"));
        SHOP.accepts(payload("{" + CLAIMS + ",\"x\":1e-" + "0".repeat(996) + "1}"));
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String payload(String json) {
        return SHOP.token().rawPayload(json).mint();
    }

    private static String header(String json) {
        return SHOP.token().rawHeader(json).mint();
    }
}
