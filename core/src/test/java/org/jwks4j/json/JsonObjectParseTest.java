package org.jwks4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.json.Refusals.assertRefused;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonObjectParseTest {
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
