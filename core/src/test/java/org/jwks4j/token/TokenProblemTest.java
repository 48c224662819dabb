package org.jwks4j.token;

import static org.jwks4j.token.Tokens.HEADER;
import static org.jwks4j.token.Tokens.PAYLOAD;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.segment;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people paste in place of a token is named. */
final class TokenProblemTest {
    private static final String SIGNATURE = segment("a signature of thirty-two bytes.");
    private static final String GOOD = segment(HEADER) + "." + segment(PAYLOAD) + "." + SIGNATURE;

    static Stream<Arguments> slips() {
        String header = segment(HEADER);
        return Stream.of(
                Arguments.of("", "the text is empty"),
                Arguments.of("Authorization: Bearer " + GOOD, "begins with Authorization:"),
                Arguments.of("authorization:bearer " + GOOD, "begins with Authorization:"),
                Arguments.of("BEARER " + GOOD, "begins with Bearer"),
                Arguments.of("{\"access_token\":\"" + GOOD + "\"}", "access_token or id_token"),
                Arguments.of(GOOD + "\n", "white space before or behind"),
                Arguments.of("\"" + GOOD + "\"", "quotation marks around the token"),
                Arguments.of("'" + GOOD, "quotation marks around the token"),
                Arguments.of("\u201c" + GOOD + "\u201d", "quotation marks around the token"),
                Arguments.of(header + "\n" + GOOD.substring(header.length()), "at character " + (header.length() + 1)),
                Arguments.of(GOOD + "=", "the signature ends in padding"),
                Arguments.of(GOOD.replaceFirst("\\.", "==."), "the header ends in padding"),
                Arguments.of(GOOD.replace("." + SIGNATURE, "+." + SIGNATURE), "is of base64; a JWS is base64url"),
                Arguments.of("*" + GOOD, "character 1 is not one of base64url"),
                Arguments.of(
                        "access_token=" + GOOD + "&scope=all",
                        "other text around the token, which is characters 14 to " + (GOOD.length() + 13)),
                Arguments.of("=" + GOOD, "character 1 is not one of base64url"),
                Arguments.of(GOOD + ",", "other text around the token, which is characters 1 to"),
                Arguments.of("token: " + GOOD + " was refused", "other text around the token, which is characters 8"),
                Arguments.of(
                        GOOD + " " + GOOD, "other text around the token, which is characters 1 to " + GOOD.length()),
                Arguments.of("https://app.example/#id_token=" + GOOD, "other text around the token"),
                Arguments.of("Cookie: session=" + GOOD + "; a=b", "other text around the token"));
    }

    static Stream<Arguments> otherTexts() {
        return Stream.of(
                Arguments.of("DPoP " + GOOD, "begins with DPoP"),
                Arguments.of("Basic YWxpY2U6c2VjcmV0", "a user name and password"),
                Arguments.of("-----BEGIN PUBLIC KEY-----", "the text is PEM"),
                Arguments.of("<html>", "a web page or XML"),
                Arguments.of("[1]", "the text is JSON"),
                Arguments.of(GOOD.substring(0, 30) + "...", "the rest is missing"),
                Arguments.of(GOOD.substring(0, 30) + "\u2026", "the rest is missing"),
                Arguments.of(GOOD.replace(".", "%2E"), "percent-encoded"),
                Arguments.of("\ufeff" + GOOD, "character 1 cannot be seen (U+FEFF)"),
                Arguments.of(
                        GOOD.substring(0, 9) + "\u200b" + GOOD.substring(9), "character 10 cannot be seen (U+200B)"));
    }

    static Stream<Arguments> damagedTokens() {
        String header = segment(HEADER);
        String cutInPayload = GOOD.substring(0, header.length() + 10);
        return Stream.of(
                Arguments.of(GOOD + ".", "and this text has more, 4"),
                Arguments.of(Tokens.withHeader("{oops"), "the header: not JSON: a string was expected"),
                Arguments.of(Tokens.withHeader("{\"alg\":1}"), "the header: the member alg must be a string"),
                Arguments.of(segment(HEADER) + "." + segment("[]") + "." + SIGNATURE, "the payload: not a JSON object"),
                Arguments.of(GOOD + "\u00e9", "character " + (GOOD.length() + 1) + " is not one of base64url"),
                Arguments.of(header, "cut off after " + header.length() + " characters, in its header"),
                Arguments.of(cutInPayload, "cut off after " + cutInPayload.length() + " characters, in its payload"),
                Arguments.of(
                        GOOD.substring(0, GOOD.length() - 2), "cut off after " + (GOOD.length() - 2) + " characters"),
                Arguments.of(
                        GOOD.substring(0, GOOD.length() - 1), "cut off after " + (GOOD.length() - 1) + " characters"),
                Arguments.of(Tokens.withHeader(" {\"alg\":1}"), "the member alg must be a string"),
                Arguments.of(GOOD.substring(3), "its beginning is missing"),
                Arguments.of("d6f4c1e0", "fewer than three segments, does not begin as a JSON object"),
                Arguments.of("token.txt", "it is not a JWT"),
                Arguments.of(GOOD + ".a.b", "a JWE has five"));
    }

    @ParameterizedTest
    @MethodSource({"slips", "otherTexts", "damagedTokens"})
    void slip_isNamed(String text, String expected) {
        assertRefused(text).withMessageContaining(expected);
    }

    @Test
    void textThatIsTooLong_isNotLookedAt() {
        assertRefused("=".repeat(UnverifiedToken.MAX_TOKEN_LENGTH + 1)).withMessageContaining("longer than");
    }
}
