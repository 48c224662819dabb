package org.jwks4j.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.json.Refusals.assertBytesRefused;
import static org.jwks4j.json.Refusals.assertRefused;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings and their bytes (RFC 8259 §7, §8). */
final class JsonStringsTest {
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
}
