package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.token.Tokens.HEADER;
import static org.jwks4j.token.Tokens.PAYLOAD;
import static org.jwks4j.token.Tokens.SIGNATURE;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.segment;
import static org.jwks4j.token.Tokens.token;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three segments of canonical base64url, and nothing else (RFC 7515 §2 and §7.1). */
final class TokenSegmentsTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String GOOD = token(HEADER, PAYLOAD);

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a", "a.b", "....", "\u0000", "\u012e\u012e"})
    void fragments_areRefused(String text) {
        assertRefused(text);
    }

    @Test
    void twoSegments_areRefusedAsFewer() {
        assertRefused(segment(HEADER) + "." + segment(PAYLOAD)).withMessageContaining("fewer");
    }

    @Test
    void fourSegments_areRefusedAsMore() {
        assertRefused(GOOD + ".").withMessageContaining("more");
    }

    @Test
    void fiveSegments_areRefusedAsAJwe() {
        assertRefused(GOOD + ".YQ.YQ").withMessageContaining("JWE");
    }

    @Test
    void jsonSerialization_isRefused() {
        assertRefused("{\"payload\":\"e30\",\"protected\":\"e30\",\"signature\":\"YQ\"}");
    }

    @Test
    void bearerPrefix_isRefused() {
        assertRefused("Bearer " + GOOD).withMessageContaining("Bearer");
        assertRefused("bearer " + GOOD).withMessageContaining("Bearer");
    }

    @Test
    void emptyHeaderOrPayload_isRefused() {
        assertRefused("." + segment(PAYLOAD) + "." + SIGNATURE);
        assertRefused(segment(HEADER) + ".." + SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "===", " ", "\n", "\r\n", "\t", "\u0000", "\u00a0", "%3D", "A="})
    void anythingOutsideTheAlphabet_isRefusedBeforeBehindAndInEverySegment(String noise) {
        assertThat(List.of(0, 1, 2)).allSatisfy(index -> {
            String[] segments = GOOD.split("\\.", -1);
            String original = segments[index];
            for (int at : new int[] {0, 4, original.length()}) {
                segments[index] = original.substring(0, at) + noise + original.substring(at);
                assertRefused(String.join(".", segments)).withMessageMatching(".*(base64url|white space).*");
            }
        });
    }

    @Test
    void paddingToAMultipleOfFour_isRefused() {
        String shortened = segment(HEADER) + "." + segment("{\"a\":1}") + ".YQ";

        assertThat(UnverifiedToken.parse(shortened).signature()).hasSize(1);
        assertRefused(shortened + "==");
        assertRefused(segment(HEADER) + "." + segment("{\"a\":1}") + "==.YQ");
    }

    @Test
    void standardAlphabet_isRefusedWhereTheUrlAlphabetIsRead() {
        String header = segment("{\"alg\":\"RS256\",\"a\":\"???>>>\"}");
        String payload = segment("{\"iss\":\"issuer\",\"b\":\"???>>>\"}");
        String signature = "-_-_";
        assertThat(List.of(header, payload)).allSatisfy(text -> assertThat(text).contains("-", "_"));
        UnverifiedToken read = UnverifiedToken.parse(header + "." + payload + "." + signature);
        assertThat(read.issuer()).isEqualTo("issuer");

        assertRefused(header.replace('-', '+') + "." + payload + "." + signature);
        assertRefused(header.replace('_', '/') + "." + payload + "." + signature);
        assertRefused(header + "." + payload.replace('-', '+') + "." + signature);
        assertRefused(header + "." + payload.replace('_', '/') + "." + signature);
        assertRefused(header + "." + payload + ".+_-_");
        assertRefused(header + "." + payload + ".-/-_");
    }

    /** One, two and three bytes behind a multiple of three: 4, 2 and 0 unused bits in the last character. */
    static Stream<String> spacesOfEveryOverhang() {
        return Stream.of("", " ", "  ");
    }

    @ParameterizedTest
    @MethodSource("spacesOfEveryOverhang")
    void nonZeroTrailingBits_areRefusedInEverySegment(String spaces) {
        List<String> segments = List.of(segment(HEADER + spaces), segment(PAYLOAD + spaces), segment("sig" + spaces));

        assertThat(List.of(0, 1, 2)).allSatisfy(index -> {
            String original = segments.get(index);
            int unusedBits = new int[] {0, 6, 4, 2}[original.length() % 4];
            for (int bits = 1; bits < 1 << unusedBits; bits++) {
                assertRefused(String.join(".", replaced(segments, index, withTrailingBits(original, bits))));
            }
        });
        assertThat(UnverifiedToken.parse(String.join(".", segments)).keyId()).isEqualTo("k1");
    }

    private static String[] replaced(List<String> segments, int index, String segment) {
        String[] copy = segments.toArray(String[]::new);
        copy[index] = segment;
        return copy;
    }

    private static String withTrailingBits(String segment, int bits) {
        int last = ALPHABET.indexOf(segment.charAt(segment.length() - 1));
        return segment.substring(0, segment.length() - 1) + ALPHABET.charAt(last + bits);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void lengthOneModuloFour_isRefused(int length) {
        assertRefused(segment(HEADER) + "." + segment(PAYLOAD) + "." + "A".repeat(length));
        assertRefused("A".repeat(length) + "." + segment(PAYLOAD) + "." + SIGNATURE);
        assertRefused(segment(HEADER) + "." + "A".repeat(length) + "." + SIGNATURE);
    }

    @Test
    void charactersWhoseLowByteIsALetter_areRefusedAtEveryPosition() {
        assertThat(IntStream.range(0, GOOD.length()).boxed()).allSatisfy(position -> {
            char wide = (char) (GOOD.charAt(position) + 0x100);
            assertRefused(GOOD.substring(0, position) + wide + GOOD.substring(position + 1));
        });
    }

    @Test
    void nonAsciiCharacters_areRefused() {
        assertThat(List.of("\u0080", "\u00e9", "\u00ff", "\uff21", "\u0391", "\ud83d\ude00", "\ud800"))
                .allSatisfy(text -> {
                    assertRefused(GOOD + text);
                    assertRefused(text + GOOD);
                });
    }

    /** Java's encoders write one "?" for both halves, so that all behind it moves. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void surrogatePairs_areRefusedInEverySegment(int pairs) {
        String noise = "\ud83d\ude00".repeat(pairs);

        assertRefused(noise + GOOD);
        assertRefused(GOOD.replaceFirst("[.]", noise + "."));
        assertRefused(segment(HEADER) + "." + noise + segment(PAYLOAD) + ".");
        assertRefused(GOOD + noise);
    }

    @Test
    void everyLetterOfTheAlphabet_isReadInASignature() {
        UnverifiedToken token = UnverifiedToken.parse(segment(HEADER) + "." + segment(PAYLOAD) + "." + ALPHABET);

        assertThat(segment(token.signature())).isEqualTo(ALPHABET);
    }
}
