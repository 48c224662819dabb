package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.withHeader;
import static org.jwks4j.token.Tokens.withPayload;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header and payload are strict JSON (RFC 8259). */
final class TokenJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "10",
                "-1.50",
                "1e5",
                "1E+05",
                "0.1e-7",
                "1e400",
                "true",
                "false",
                "null",
                "\"\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uD83D\\ude00\"",
                "\"\u007f \u00e9 \u2028 \ud83d\ude00 // /* \"",
                "[]",
                "[ ]",
                "[1,[2],{},\"a\",null]",
                "{}",
                "{ \"a\" : [ { } ] , \"b\" : 1 }"
            })
    void anyJsonValue_isReadOver(String value) {
        UnverifiedToken header = UnverifiedToken.parse(withHeader("{\"alg\":\"RS256\",\"x\":" + value + "}"));
        UnverifiedToken payload = UnverifiedToken.parse(withPayload("{\"x\":" + value + ",\"iss\":\"a\"}"));

        assertThat(header.algorithm()).isEqualTo("RS256");
        assertThat(payload.issuer()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-01",
                "00",
                "1.",
                ".5",
                "-.5",
                "+1",
                "-",
                "--1",
                "1e",
                "1e+",
                "1e-",
                "1.e1",
                "1e1.5",
                "0x10",
                "1_000",
                "1f",
                "NaN",
                "Infinity",
                "-Infinity",
                "INF",
                "\uff11",
                "1 2"
            })
    void badNumber_isRefused(String value) {
        assertValueRefused(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "True",
                "TRUE",
                "tru",
                "truee",
                "nul",
                "nulL",
                "undefined",
                "fals",
                "a",
                "'a'",
                "\"a",
                "a\"",
                "[",
                "]",
                "{",
                "}",
                "[1",
                "[1,]",
                "[,1]",
                "[,]",
                "[1 2]",
                "[1,,2]",
                "[1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1]",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\"::1}",
                "{\"a\"=1}",
                "1//c",
                "1/*c*/",
                "/**/1",
                "#c\n1",
                "\"a\" \"b\"",
                "\u0000",
                "1\u0000",
                "\u000b1",
                "\f1",
                "\u00a01",
                "\u20281",
                "\ufeff1"
            })
    void anythingButOneJsonValue_isRefused(String value) {
        assertValueRefused(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\a",
                "\\v",
                "\\0",
                "\\x41",
                "\\'",
                "\\u",
                "\\u1",
                "\\u12",
                "\\u123",
                "\\u123g",
                "\\U0041",
                "\\u+041",
                "\\u 041",
                "\\u\uff10041",
                "\\",
                "\\\n",
                "\\ud800",
                "\\udc00",
                "\\ud800\\ud800",
                "\\ud800x",
                "\\ud800\\n",
                "\\ud800\\",
                "\\ud800\\u",
                "\\ud800\\u0041",
                "\\udc00\\ud800",
                "\\uD83D\ude00",
                "\n",
                "\r",
                "\t",
                "\b",
                "\u0000",
                "\u001f"
            })
    void badStringContent_isRefusedInValuesAndNames(String content) {
        assertValueRefused("\"" + content + "\"");
        assertValueRefused("{\"" + content + "\":1}");
        assertRefused(withPayload("{\"iss\":\"" + content + "\"}"));
        assertRefused(withHeader("{\"alg\":\"RS256\",\"kid\":\"" + content + "\"}"));
    }

    private static void assertValueRefused(String value) {
        assertRefused(withHeader("{\"alg\":\"RS256\",\"x\":" + value + "}"));
        assertRefused(withPayload("{\"iss\":\"a\",\"x\":" + value + "}"));
        assertRefused(withPayload("{\"x\":" + value + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufeff{\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\"}x",
                "{\"alg\":\"RS256\"}{}",
                "{\"alg\":\"RS256\"} {\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\"},",
                "{\"alg\":\"RS256\"}}",
                "{\"alg\":\"RS256\"}\u0000",
                "{\"alg\":\"RS256\"}//",
                "{\"alg\":\"RS256\"}\ufeff",
                "{\"alg\":\"RS256\"",
                "{\"alg\":\"RS256\",}",
                "{,\"alg\":\"RS256\"}",
                "[{\"alg\":\"RS256\"}]",
                "\"alg\"",
                "null",
                "1",
                " ",
                "\"alg\":\"RS256\"",
                "/**/{\"alg\":\"RS256\"}",
                "\u000c{\"alg\":\"RS256\"}",
                "\u00a0{\"alg\":\"RS256\"}"
            })
    void anythingButOneObject_isRefused(String document) {
        assertRefused(withHeader(document));
        assertRefused(withPayload(document));
    }

    @Test
    void whiteSpaceOfJson_isReadAroundEverything() {
        String space = " \t\r\n";
        String header = space
                + String.join(space, "{", "\"alg\"", ":", "\"RS256\"", ",", "\"b\"", ":", "[", "1", ",", "2", "]", "}")
                + space;

        assertThat(UnverifiedToken.parse(withHeader(header)).algorithm()).isEqualTo("RS256");
    }

    @Test
    void utf16_isRefused() {
        byte[] header = "{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_16LE);

        assertRefused(Tokens.segment(header) + "." + Tokens.segment(Tokens.PAYLOAD) + ".");
    }
}
