package org.jwks4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject.JsonFormatException;

/** Entries that are read each by itself, so that a fault in one is not the fault of the document. */
final class JsonEntriesTest {
    private static List<?> entries(String json) {
        JsonObject read = JsonObject.parseEntries(json, "keys");
        assertThat(JsonObject.parseEntries(json.getBytes(UTF_8), "keys")).isEqualTo(read);
        return (List<?>) read.asMap().get("keys");
    }

    @Test
    void withoutFaults_theResultIsThatOfParse() {
        String json = "{\"a\":[1],\"keys\":[{\"a\":{\"keys\":[null]}},1,null,\"\"],\"jwks\":{\"keys\":[{}]}}";

        assertThat(JsonObject.parseEntries(json, "keys")).isEqualTo(JsonObject.parse(json));
        assertThat(JsonObject.parseEntries("{\"keys\":1}", "keys")).isEqualTo(JsonObject.parse("{\"keys\":1}"));
    }

    @Test
    void faultyEntry_hasTheFirstProblemAndWhatCanBeRead() {
        List<?> entries =
                entries("{\"keys\":[{\"a\":1,\"b\":2,\"b\":3,\"c\":1e999,\"d\":\"\\udfff\",\"e\":[5]},{\"b\":1}]}");

        JsonObject readable = JsonObject.parse("{\"a\":1,\"b\":null,\"c\":null,\"d\":null,\"e\":[5]}");
        assertThat(entries.get(0))
                .isEqualTo(new JsonObject.FaultyEntry(
                        "a member stands twice in its object, at line 1, column 23", readable));
        assertThat(entries.get(1)).isEqualTo(JsonObject.parse("{\"b\":1}"));
    }

    @Test
    void faultyEntry_isWrittenAsNull() {
        assertThat(JsonObject.parseEntries("{\"keys\":[1e999,1]}", "keys")).hasToString("{\"keys\":[null,1]}");
    }

    @Test
    void entriesAtAnyDepth_areReadByThemselves() {
        JsonObject read = JsonObject.parseEntries("{\"jwks\":{\"keys\":[{\"a\":1,\"a\":1}]}}", "keys");

        assertThat(read.object("jwks").orElseThrow().asMap().get("keys"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .isInstanceOf(JsonObject.FaultyEntry.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":{\"a\":1,\"a\":1}}",
                "{\"other\":[{\"a\":1,\"a\":1}],\"keys\":[]}",
                "{\"keys\":[],\"a\":1e999}",
                "{\"keys\":[],\"\\ud800\":1}",
                "{\"keys\":[1],\"a\":\"\\ud800\"}",
                "{\"keys\":[1,]}",
                "{\"keys\":[{]}",
                "{\"keys\":[{\"a\":1,\"a\":1}",
                "[{\"keys\":[]}]"
            })
    void faultAnywhereElse_isRefused(String json) {
        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> JsonObject.parseEntries(json, "keys"));
    }

    @Test
    void faultOutsideOfEntries_saysWhere() {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> JsonObject.parse("{\"a\":1,\n \"a\":2}"))
                .withMessage("a member stands twice in its object, at line 2, column 2");
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> JsonObject.parse("{\"a\\ud83d\\ude00\":1,\"\\udc00\":1}"))
                .withMessage("a string has a lone surrogate, at line 1, column 20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d\\ude00",
                "\\\\ud800",
                "\\\\\\\\ud800",
                "\\uD83D\\uDE00 \\ud83d\\ude00",
                "\\u0000",
                "\\u005cud800"
            })
    void textThatHasNoLoneSurrogate_isLeftAlone(String escaped) {
        char[] text = ("{\"a\":\"" + escaped + "\"}").toCharArray();
        char[] before = text.clone();

        LoneSurrogates.unescape(text);

        assertThat(text).isEqualTo(before);
        assertThat(JsonObject.parse(new String(before)).string("a")).isPresent();
        assertThat(JsonObject.parse("{\"" + escaped + "\":1}").asMap()).hasSize(1);
    }

    @Test
    void pairOfWhichOneHalfIsRaw_isReadAsBefore() {
        for (String half : List.of('\ud83d' + "\\ude00", "\\ud83d" + '\ude00')) {
            assertThat(JsonObject.parse("{\"a\":\"" + half + "\"}").string("a")).hasValue("\ud83d\ude00");
        }
    }

    @Test
    void pastTheBoundOfTokens_nothingIsRead() {
        String full = "{\"keys\":[" + "1,".repeat(63_993) + "1]}"; // and five more tokens
        assertThat(entries(full)).hasSize(63_994);
        String one = full.replace("[1,", "[1,1,1,");
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> JsonObject.parse(one))
                .withMessageContaining("64000");
    }
}
