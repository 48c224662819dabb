package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.token.Tokens.PAYLOAD;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.segment;
import static org.jwks4j.token.Tokens.withHeader;
import static org.jwks4j.token.Tokens.withPayload;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every bound, at the bound and one past it. */
final class TokenBoundsTest {
    @Test
    void tokenLength_upTo16KiB() {
        assertThat(UnverifiedToken.parse(ofLength(16 * 1024)).algorithm()).isEqualTo("RS256");
        assertRefused(ofLength(16 * 1024 + 1)).withMessageContaining("16384");
    }

    private static String ofLength(int length) {
        String signingInput = segment("{\"alg\":\"RS256\"}") + "." + segment(PAYLOAD + " ") + ".";
        return signingInput + "A".repeat(length - signingInput.length());
    }

    @Test
    void header_upTo4KiBDecoded() {
        String header = "{\"alg\":\"RS256\"}";
        String full = header + " ".repeat(4096 - header.length());

        assertThat(UnverifiedToken.parse(withHeader(full)).header().utf8()).hasSize(4096);
        assertRefused(withHeader(full + " ")).withMessageContaining("4096");
    }

    @Test
    void kid_upTo256Characters() {
        assertThat(UnverifiedToken.parse(withKid("k".repeat(256))).keyId()).hasSize(256);
        assertThat(UnverifiedToken.parse(withKid("\u00e9".repeat(256))).keyId()).hasSize(256);
        assertRefused(withKid("k".repeat(257))).withMessageContaining("kid");
        assertRefused(withKid("\u00e9".repeat(257))).withMessageContaining("kid");
    }

    private static String withKid(String keyId) {
        return withHeader("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}");
    }

    @Test
    void iss_upTo2048Characters() {
        assertThat(UnverifiedToken.parse(withPayload("{\"iss\":\"" + "i".repeat(2048) + "\"}"))
                        .issuer())
                .hasSize(2048);
        assertRefused(withPayload("{\"iss\":\"" + "i".repeat(2049) + "\"}")).withMessageContaining("iss");
    }

    @Test
    void nestedObjects_upTo16Levels() {
        assertThat(UnverifiedToken.parse(withPayload(nested("{\"a\":", 15, "}"))))
                .isNotNull();
        assertRefused(withPayload(nested("{\"a\":", 16, "}"))).withMessageContaining("deeper than 16");
    }

    @Test
    void nestedArrays_upTo16Levels() {
        assertThat(UnverifiedToken.parse(withPayload(nested("[", 15, "]")))).isNotNull();
        assertRefused(withPayload(nested("[", 16, "]"))).withMessageContaining("deeper than 16");
    }

    @Test
    void thousandsOfOpenBrackets_areRefusedWithoutExhaustingTheStack() {
        assertRefused(withPayload("{\"a\":" + "[".repeat(12_000))).withMessageContaining("deeper than 16");
        assertRefused(withPayload("{\"a\":".repeat(2_000))).withMessageContaining("deeper than 16");
    }

    @Test
    void closedLevels_doNotCount() {
        String siblings = IntStream.range(0, 100).mapToObj(i -> "[{}]").collect(Collectors.joining(",", "[", "]"));

        assertThat(UnverifiedToken.parse(withPayload("{\"a\":" + siblings + "}")))
                .isNotNull();
    }

    /** The document's own object is the first level. */
    private static String nested(String open, int levels, String close) {
        return "{\"a\":" + open.repeat(levels) + "1" + close.repeat(levels) + "}";
    }

    @Test
    void members_upTo512OfOneObject() {
        assertThat(UnverifiedToken.parse(withPayload(objectWith(512)))).isNotNull();
        assertRefused(withPayload(objectWith(513))).withMessageContaining("512");
        assertThat(UnverifiedToken.parse(withPayload("{\"a\":" + objectWith(512) + "}")))
                .isNotNull();
        assertRefused(withPayload("{\"a\":" + objectWith(513) + "}")).withMessageContaining("512");
    }

    @Test
    void membersOfSiblingsAndParents_areCountedApart() {
        String text = "{\"a\":" + objectWith(300) + ",\"b\":" + objectWith(300) + ",\"c\":0}";

        assertThat(UnverifiedToken.parse(withPayload(text))).isNotNull();
    }

    private static String objectWith(int members) {
        return IntStream.range(0, members).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void escapedNames_upTo32OfOneDocument() {
        assertThat(UnverifiedToken.parse(withPayload(withEscapedNames(32)))).isNotNull();
        assertRefused(withPayload(withEscapedNames(33))).withMessageContaining("32");
    }

    private static String withEscapedNames(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"caf\\u00e9" + i + "\":{}")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void numbers_upTo1000Characters() {
        assertThat(UnverifiedToken.parse(withPayload("{\"n\":" + "9".repeat(1000) + "}")))
                .isNotNull();
        assertRefused(withPayload("{\"n\":" + "9".repeat(1001) + "}")).withMessageContaining("1000");
    }
}
