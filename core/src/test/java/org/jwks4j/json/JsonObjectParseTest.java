package org.jwks4j.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonObjectParseTest {
    private static ThrowableAssertAlternative<JsonFormatException> assertRefused(String text) {
        return assertThatExceptionOfType(JsonFormatException.class)
                .as(text)
                .isThrownBy(() -> JsonObject.parse(text))
                .withNoCause();
    }

    private static ThrowableAssertAlternative<JsonFormatException> assertBytesRefused(String latin1) {
        return assertThatExceptionOfType(JsonFormatException.class)
                .as(latin1)
                .isThrownBy(() -> JsonObject.parse(latin1.getBytes(ISO_8859_1)))
                .withNoCause();
    }

    @Test
    void everyKindOfValue_isReadAsItsJavaType() {
        JsonObject object =
                JsonObject.parse("{\"s\":\"a\",\"t\":true,\"f\":false,\"n\":null,\"i\":-7,\"l\":9007199254740993,"
                        + "\"d\":1.5,\"e\":1e3,\"a\":[1,\"b\",null,[],{}],\"o\":{\"p\":{}}}");

        assertThat(object.asMap())
                .containsEntry("s", "a")
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("n", null)
                .containsEntry("i", -7L)
                .containsEntry("l", 9007199254740993L)
                .containsEntry("d", 1.5)
                .containsEntry("e", 1000.0);
        assertThat(object.asMap().get("a"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(1L, "b", null, List.of(), JsonObject.parse("{}"));
        assertThat(object.object("o").orElseThrow().object("p").orElseThrow().asMap())
                .isEmpty();
    }

    @Test
    void members_keepTheOrderOfTheText() {
        assertThat(JsonObject.parse("{\"z\":1,\"a\":2,\"m\":3}").asMap().keySet())
                .containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"a\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{}}",
                "{}{}",
                "{} {}",
                "{},",
                "{}x",
                "{}\u0000",
                "\ufeff{}",
                "{}\ufeff",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'b'}",
                "{\"a\":1 \"b\":2}",
                "/**/{}",
                "{}//",
                "{#\n}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":nulL}",
                "{\"a\":undefined}",
                "{\"a\":\"b}",
                "\f{}",
                "\u00a0{}"
            })
    void anythingButOneObject_isRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "-Infinity",
                "-INF",
                "1f",
                "\uff11"
            })
    void badNumber_isRefused(String number) {
        assertRefused("{\"a\":" + number + "}");
        assertRefused("{\"a\":[" + number + "]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\a",
                "\\x41",
                "\\'",
                "\\u12",
                "\\u123g",
                "\n",
                "\t",
                "\u0000",
                "\u001f",
                "\\ud800",
                "\\udc00",
                "\\udc00\\ud800",
                "\\ud800x",
                "\\ud800\\n"
            })
    void badStringContent_isRefusedInValuesAndNames(String content) {
        assertRefused("{\"a\":\"" + content + "\"}");
        assertRefused("{\"" + content + "\":1}");
        assertRefused("{\"a\":[{\"" + content + "\":1}]}");
    }

    @Test
    void surrogatePairs_areRead() {
        assertThat(JsonObject.parse("{\"a\":\"\\ud83d\\ude00\ud83d\ude00\"}").string("a"))
                .hasValue("\ud83d\ude00\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"c080", "e080af", "eda080", "eda0bdedb880", "f4908080", "f5808080", "80", "c2", "e282", "ff"})
    void invalidUtf8_isRefusedAnywhere(String hex) {
        String raw = new String(HexFormat.of().parseHex(hex), ISO_8859_1);

        assertBytesRefused("{\"a\":\"" + raw + "\"}").withMessageContaining("UTF-8");
        assertBytesRefused("{\"" + raw + "\":1}").withMessageContaining("UTF-8");
        assertBytesRefused(raw + "{}").withMessageContaining("UTF-8");
        assertBytesRefused("{}" + raw).withMessageContaining("UTF-8");
    }

    @Test
    void otherUnicodeEncodings_areRefused() {
        assertBytesRefused("\u00ef\u00bb\u00bf{}").withMessageContaining("byte order mark");
        assertBytesRefused("{\u0000}\u0000");
        assertBytesRefused("\u0000{\u0000}");
        assertBytesRefused("\u00ff\u00fe{\u0000}\u0000");
    }

    @Test
    void loneSurrogateInAText_isRefused() {
        assertRefused("{\"a\":\"\ud800\"}");
        assertRefused("{\"\udc00\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"x\":[[{\"a\":1,\"a\":2}]]}",
                "{\"a\":{\"b\":1},\"a\":{}}",
                "{\"\":1,\"\":1}",
                "{\"\u00e9\":1,\"\\u00e9\":1}"
            })
    void memberTwice_isRefused(String text) {
        assertRefused(text);
    }

    @Test
    void sameNameInDifferentObjects_isRead() {
        assertThat(JsonObject.parse("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}")
                        .asMap())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"[,]", "'{\"b\":',}"})
    void nesting_upTo32Levels(String open, String close) {
        String deepest = "{\"a\":" + open.repeat(31) + "1" + close.repeat(31) + "}";
        String tooDeep = "{\"a\":" + open.repeat(32) + "1" + close.repeat(32) + "}";

        assertThat(JsonObject.parse(deepest).toJson()).isEqualTo(deepest);
        assertRefused(tooDeep).withMessageContaining("deeper than 32");
        assertRefused("{\"a\":" + open.repeat(100_000));
    }

    @Test
    void bigIntegers_areReadExactly() {
        JsonObject object = JsonObject.parse("{\"max\":9223372036854775807,\"min\":-9223372036854775808,"
                + "\"over\":9223372036854775808,\"under\":-9223372036854775809}");

        assertThat(object.asMap())
                .containsEntry("max", Long.MAX_VALUE)
                .containsEntry("min", Long.MIN_VALUE)
                .containsEntry("over", BigInteger.TWO.pow(63))
                .containsEntry("under", BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE));
    }

    @Test
    void absurdlyLongNumbers_areRefused() {
        assertThat(JsonObject.parse("{\"a\":" + "9".repeat(1000) + "}").number("a"))
                .hasValue(BigInteger.TEN.pow(1000).subtract(BigInteger.ONE));
        assertRefused("{\"a\":" + "9".repeat(1001) + "}");
        assertRefused("{\"a\":0." + "9".repeat(1001) + "}");
        assertRefused("{\"a\":1e" + "9".repeat(1001) + "}");
    }

    @Test
    void numberThatNoDoubleHolds_isRefused() {
        assertThat(JsonObject.parse("{\"a\":1e308}").number("a")).hasValue(1e308);
        assertRefused("{\"a\":1e400}").withMessageContaining("out of range");
        assertRefused("{\"a\":-1e400}").withMessageContaining("out of range");
        assertRefused("{\"a\":1e99999999999}").withMessageContaining("out of range");
        assertThat(JsonObject.parse("{\"a\":1e-400}").number("a")).hasValue(0.0);
    }

    @Test
    void veryLongNamesAndStrings_areRead() {
        String name = "n".repeat(40_000);
        String value = "v".repeat(200_000);

        assertThat(JsonObject.parse("{\"" + name + "\":\"" + value + "\"}").string(name))
                .hasValue(value);
    }

    @Test
    void nameBeyondTheParsersBound_isRefused() {
        assertRefused("{\"" + "n".repeat(60_000) + "\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MARKER",
                "{\"a\":MARKER}",
                "{MARKER:1}",
                "{\"MARKER\":1,\"MARKER\":2}",
                "{\"a\":\"MARKER\\q\"}",
                "{\"a\":\"MARKER\\ud800\"}",
                "{\"a\":\"MARKER",
                "{\"a\":\"b\"}MARKER",
                "{\"a\":1MARKER}",
                "{\"a\":\"MARKER\u0000\"}",
                "{\"MARKER\":01}",
                "{\"MARKER\":1e400}",
                "\ufeffMARKER"
            })
    void refusal_quotesNothingOfTheText(String text) {
        assertRefused(text).withMessageNotContaining("MARKER");
    }

    @Test
    void refusal_saysWhere() {
        assertRefused("{\"a\":1,\n  x}").withMessageContaining("line 2").withMessageContaining("column ");
    }
}
