package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.withHeader;
import static org.jwks4j.token.Tokens.withPayload;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No member twice at any depth, however it is spelled (RFC 7515 §4, RFC 7519 §4, RFC 8725 §2.4). */
final class DuplicateMembersTest {
    @Test
    void issTwice_isRefused() {
        assertRefused(withPayload("{\"iss\":\"a\",\"iss\":\"b\"}")).withMessageContaining("twice");
        assertRefused(withPayload("{\"iss\":\"a\",\"sub\":\"s\",\"iss\":\"a\"}"));
    }

    @Test
    void kidTwice_isRefused() {
        assertRefused(withHeader("{\"alg\":\"RS256\",\"kid\":\"a\",\"kid\":\"b\"}"))
                .withMessageContaining("twice");
    }

    @Test
    void algTwice_isRefused() {
        assertRefused(withHeader("{\"alg\":\"RS256\",\"alg\":\"none\"}")).withMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0069ss",
                "i\\u0073s",
                "is\\u0073",
                "\\u0069\\u0073\\u0073",
                "is\\u0053",
                "\\u005fiss",
                "a\\u0030"
            })
    void nameWithAHiddenLetterOrDigit_isRefusedEvenAlone(String name) {
        assertRefused(withPayload("{\"" + name + "\":\"a\"}")).withMessageContaining("hides a letter");
        assertRefused(withPayload("{\"iss\":\"a\",\"" + name + "\":\"b\"}")).withMessageContaining("hides a letter");
        assertRefused(withPayload("{\"x\":{\"" + name + "\":\"b\"},\"iss\":\"a\"}"))
                .withMessageContaining("hides a letter");
    }

    @Test
    void algAndKidWithHiddenLetters_areRefused() {
        assertRefused(withHeader("{\"alg\":\"RS256\",\"\\u0061lg\":\"none\"}"));
        assertRefused(withHeader("{\"al\\u0067\":\"none\"}"));
        assertRefused(withHeader("{\"alg\":\"RS256\",\"k\\u0069d\":\"a\"}"));
        assertRefused(withHeader("{\"alg\":\"RS256\",\"k\\u0069D\":\"a\"}"));
    }

    @Test
    void escapesThatSerializersWrite_areReadInNames() {
        UnverifiedToken token = UnverifiedToken.parse(
                withPayload(
                        "{\"https:\\/\\/claims\\/x\":1,\"caf\\u00e9\":2,"
                                + "\"a\\u003cb\\u003e\\u0026\\u0027\":3,\"\\\\u0069ss\":4,\"\\\"\":5,\"\\ud83d\\ude00\":6,\"iss\":\"a\"}"));

        assertThat(token.issuer()).isEqualTo("a");
    }

    @Test
    void escapesInValues_mayHideLetters() {
        assertThat(UnverifiedToken.parse(withPayload("{\"iss\":\"\\u0069ssuer\"}"))
                        .issuer())
                .isEqualTo("issuer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"caf\u00e9\":1,\"caf\\u00e9\":2",
                "\"caf\\u00e9\":1,\"caf\u00e9\":2",
                "\"caf\\u00e9\":1,\"caf\\u00E9\":2",
                "\"a\\/b\":1,\"a/b\":2",
                "\"a\\/b\":1,\"a\\u002fb\":2",
                "\"\\n\":1,\"\\u000a\":2",
                "\"\\\\\":1,\"\\u005c\":2",
                "\"\\\"\":1,\"\\u0022\":2",
                "\"\ud83d\ude00\":1,\"\\ud83d\\uDE00\":2",
                "\"\":1,\"\":2",
                "\"\\u2028\":1,\"x\":3,\"\u2028\":2"
            })
    void sameNameInTwoSpellings_isRefused(String members) {
        assertRefused(withPayload("{" + members + "}")).withMessageContaining("twice");
        assertRefused(withPayload("{\"iss\":\"a\",\"x\":[{" + members + "}]}")).withMessageContaining("twice");
    }

    @Test
    void sameNameTwiceInANestedObject_isRefused() {
        assertRefused(withPayload("{\"a\":{\"b\":1,\"b\":1}}")).withMessageContaining("twice");
        assertRefused(withPayload("{\"a\":[[{\"b\":1,\"b\":1}]]}")).withMessageContaining("twice");
        assertRefused(withHeader("{\"alg\":\"RS256\",\"jwk\":{\"b\":1,\"b\":1}}"))
                .withMessageContaining("twice");
    }

    @Test
    void sameNameAroundANestedObject_isRefused() {
        assertRefused(withPayload("{\"a\":{\"b\":1,\"c\":{}},\"a\":2}")).withMessageContaining("twice");
        assertRefused(withPayload("{\"x\":{\"a\":{\"b\":1},\"a\":2}}")).withMessageContaining("twice");
    }

    @Test
    void sameNameInDifferentObjects_isRead() {
        assertThat(UnverifiedToken.parse(withPayload("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":1}]}")))
                .isNotNull();
    }

    @Test
    void firstAndLastOf512Members_areCompared() {
        String members =
                IntStream.range(0, 511).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(","));

        assertRefused(withPayload("{" + members + ",\"m0\":1}")).withMessageContaining("twice");
        assertRefused(withPayload("{" + members + ",\"m510\":1}")).withMessageContaining("twice");
    }

    @Test
    void namesOfOneHash_areToldApart() {
        assertThat(UnverifiedToken.parse(withPayload("{\"AaAa\":1,\"BBBB\":2,\"AaBB\":3,\"BBAa\":4}")))
                .isNotNull();
        assertRefused(withPayload("{\"AaAa\":1,\"BBBB\":2,\"AaBB\":3,\"BBBB\":4}"))
                .withMessageContaining("twice");
    }

    /** 512 names of one hash fill a token; "\u00e9" makes every comparison decode. */
    @Test
    void floodOfNamesOfOneHash_isReadAndItsTwinFound() {
        String names = IntStream.range(0, 511)
                .mapToObj(i -> "\"" + nameOfOneHash(i) + "\":1")
                .collect(Collectors.joining(","));

        assertThat(nameOfOneHash(0)).hasSameHashCodeAs(nameOfOneHash(510));
        assertThat(UnverifiedToken.parse(withPayload("{" + names + ",\"\\u00e9\":1}")))
                .isNotNull();
        assertRefused(withPayload("{" + names + ",\"" + nameOfOneHash(510) + "\":2}"))
                .withMessageContaining("twice");
    }

    private static String nameOfOneHash(int number) {
        return IntStream.range(0, 9)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }
}
