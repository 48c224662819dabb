package org.jwks4j.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotedTest {
    @Test
    void plainText_isPutInQuotes() {
        assertThat(Quoted.of("key-1 of https://issuer.example.com/~x?y=z"))
                .isEqualTo("\"key-1 of https://issuer.example.com/~x?y=z\"");
        assertThat(Quoted.of("")).isEqualTo("\"\"");
    }

    @Test
    void null_isToldFromTheWord() {
        assertThat(Quoted.of(null)).isEqualTo("none");
        assertThat(Quoted.of("none")).isEqualTo("\"none\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0000", "0009", "000a", "000d", "001b", "007f", "0085", "009b", "00e9", "200f", "202e", "2028", "feff"
            })
    void controlAndNonAsciiCharacters_areEscaped(String hex) {
        String text = "a" + (char) Integer.parseInt(hex, 16) + "b";

        assertThat(Quoted.of(text)).isEqualTo("\"a\\u" + hex + "b\"");
    }

    @Test
    void quotesAndBackslashes_areEscaped() {
        assertThat(Quoted.of("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    @Test
    void forgedLogLine_staysOneLineOfAscii() {
        assertThat(Quoted.of("x\r\n2026-01-01 INFO all is well\u001b[2J\u202e\ud83d\ude00"))
                .matches("[\\x20-\\x7e]+")
                .isEqualTo("\"x\\u000d\\u000a2026-01-01 INFO all is well\\u001b[2J\\u202e\\ud83d\\ude00\"");
    }

    @Test
    void upTo100Characters_areQuotedWhole() {
        assertThat(Quoted.of("x".repeat(100))).isEqualTo("\"" + "x".repeat(100) + "\"");
    }

    @Test
    void moreThan100Characters_areShortened() {
        assertThat(Quoted.of("x".repeat(101))).isEqualTo("\"" + "x".repeat(100) + "...\"");
        assertThat(Quoted.of("\u202e".repeat(1_000_000))).isEqualTo("\"" + "\\u202e".repeat(100) + "...\"");
    }

    @Test
    void quotedText_isReadBackAsJson() {
        String text = "a\"\\\u0000\u001b\u00e9\u2028\ud83d\ude00";

        assertThat(JsonObject.parse("{\"a\":" + Quoted.of(text) + "}").string("a"))
                .hasValue(text);
    }

    @ParameterizedTest
    @CsvSource({
        "https://issuer.example.com/keys, https://issuer.example.com/keys",
        "https://issuer.example.com/@me/keys, https://issuer.example.com/@me/keys",
        "https://issuer.example.com/keys?a=s3cr3t, https://issuer.example.com/keys?...",
        "https://issuer.example.com/keys?mail=a@b, https://issuer.example.com/keys?...",
        "https://issuer.example.com/keys?, https://issuer.example.com/keys?...",
        "https://issuer.example.com/keys#s3cr3t?x, https://issuer.example.com/keys#...",
        "https://me:s3cr3t@issuer.example.com/keys, https://...@issuer.example.com/keys",
        "https://me:s3cr3t@issuer.example.com/keys?x#y, https://...@issuer.example.com/keys?...",
        "https://me:s3/cr3t@issuer.example.com/keys, https://...@issuer.example.com/keys",
        "https://me:s?3cr3t@issuer.example.com/keys, https://...@issuer.example.com/keys",
        "https://me:s3 cr3t@issuer.example.com/keys, https://...@issuer.example.com/keys",
        "me:s3cr3t@issuer.example.com, ...@issuer.example.com",
        "//me:s3cr3t@issuer.example.com, //...@issuer.example.com",
        "urn:issuer, urn:issuer"
    })
    void ofAUri_whatMayBeSecretIsLeftOut(String uri, String shown) {
        assertThat(Quoted.uri(uri)).isEqualTo('"' + shown + '"');
    }

    @Test
    void aUri_isEscapedAndShortenedAsAnyText() {
        assertThat(Quoted.uri("https://a\u202eb")).isEqualTo("\"https://a\\u202eb\"");
        assertThat(Quoted.uri(URI.create("https://issuer.example.com/" + "x".repeat(100))))
                .hasSize(105)
                .endsWith("xx...\"");
    }
}
