package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read where it stands is there; what is not plain ASCII is left to the getters that copy. */
final class PlainTextTest {
    private static TokenJson json(String value) {
        return StrictScanner.read(
                ("{\"before\":1,\"a\":" + value + ",\"after\":\"x\"}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "[\"x\"]", "[ \"y\" ,\n\"x\" ]", "[\"x\",\"y\",\"x\"]"})
    void stringThatIsThere_isFound(String value) {
        assertThat(json(value).surelyHas("a", "x")).isTrue();
        assertThat(json(value).surelyHasWord("a", "x")).isTrue();
        assertThat(json(value).isSurelyStrings("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"xx\"", "\"X\"", "\"\"", "[]", "[\"y\"]", "[\"x y\"]"})
    void anotherString_isNotFound(String value) {
        assertThat(json(value).surelyHas("a", "x")).isFalse();
        assertThat(json(value).surelyHas("missing", "x")).isFalse();
        assertThat(json(value).isSurelyStrings("a")).isTrue();
    }

    /** An array that has something else is malformed, which is for its getter to say. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1", "null", "true", "{\"x\":\"x\"}", "[1]", "[\"x\",1]", "[\"x\",[\"x\"]]", "[\"x\",null]"})
    void whatIsNoString_isNeverFound(String value) {
        assertThat(json(value).surelyHas("a", "x")).isFalse();
        assertThat(json(value).surelyHasWord("a", "x")).isFalse();
        assertThat(json(value).isSurelyStrings("a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u0078\"", "[\"\\u0078\"]", "[\"x\",\"\\n\"]", "[\"x\",\"\u00e4\"]"})
    void whatIsNotPlain_isLeftToTheGetters(String value) {
        assertThat(json(value).surelyHas("a", "x")).isFalse();
        assertThat(json(value).isSurelyStrings("a")).isFalse();
    }

    @Test
    void word_isBetweenSpaces() {
        TokenJson scopes = json("\" read  write:all \"");

        assertThat(scopes.surelyHasWord("a", "read")).isTrue();
        assertThat(scopes.surelyHasWord("a", "write:all")).isTrue();
        for (String other : List.of("write", "rea", "eread", "all", "read  write:all")) {
            assertThat(scopes.surelyHasWord("a", other)).as(other).isFalse();
        }
        assertThat(json("[\"x\",\"read write\"]").surelyHasWord("a", "write")).isTrue();
    }

    @Test
    void types_areThoseOfJson() {
        Map<String, TokenJson.Type> types = Map.of(
                "\"x\"", TokenJson.Type.STRING,
                "[1]", TokenJson.Type.ARRAY,
                "{}", TokenJson.Type.OBJECT,
                "true", TokenJson.Type.BOOLEAN,
                "false", TokenJson.Type.BOOLEAN,
                "null", TokenJson.Type.NULL,
                "-1.5e3", TokenJson.Type.NUMBER);
        types.forEach(
                (value, type) -> assertThat(json(value).type("a")).as(value).isEqualTo(type));
        assertThat(json("1").type("missing")).isEqualTo(TokenJson.Type.ABSENT);
    }

    @Test
    void integer_orTheOther() {
        assertThat(json("-42").integerOr("a", 7)).isEqualTo(-42);
        for (String none : List.of("1.0", "1e2", "\"1\"", "null", "1234567890123456789")) {
            assertThat(json(none).integerOr("a", 7)).as(none).isEqualTo(7);
        }
        assertThat(json("1").integerOr("missing", 7)).isEqualTo(7);
    }
}
