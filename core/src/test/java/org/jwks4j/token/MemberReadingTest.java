package org.jwks4j.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/** Members that are read where they stand are those that a parser finds. */
final class MemberReadingTest {
    private static final int DOCUMENTS = 60_000;
    private static final long MAX_INTEGER = 999_999_999_999_999_999L;

    private static TokenJson read(String json) {
        return StrictScanner.read(json.getBytes(UTF_8));
    }

    /** Empty for what is no JSON here. */
    private static Optional<TokenJson> scan(byte[] document) {
        try {
            return Optional.of(StrictScanner.read(document));
        } catch (TokenFormatException e) {
            return Optional.empty();
        }
    }

    @Test
    void everyMember_isReadAsAParserReadsIt() {
        JsonDocuments documents = new JsonDocuments(20_260_303);
        int compared = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] document = documents.next();
            Optional<TokenJson> json = scan(document);
            if (json.isPresent()) {
                compare(document, json.get());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(DOCUMENTS / 10);
    }

    private static void compare(byte[] document, TokenJson ours) {
        JsonObject parsed;
        try {
            parsed = JsonObject.parse(document);
        } catch (JsonFormatException e) {
            assertThat(ours.hasUnusualNumbers())
                    .as(SecondParser.describe(document))
                    .isTrue();
            return;
        }
        parsed.asMap().forEach((name, value) -> {
            assertThat(reading(ours, name, value))
                    .as(SecondParser.describe(document))
                    .isTrue();
            assertThat(ours.has(name + "x")).isEqualTo(parsed.has(name + "x"));
        });
        assertThat(ours.has("absent")).isFalse();
        assertThat(ours.utf8()).isEqualTo(document);
    }

    /** Whether each getter says of a member what it must, given the parsed value. */
    private static boolean reading(TokenJson json, String name, @Nullable Object value) {
        boolean whole = value instanceof Long number && Math.abs(number) <= MAX_INTEGER;
        boolean texts = value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        return json.has(name)
                && json.isNull(name) == (value == null)
                && json.string(name).equals(value instanceof String text ? Optional.of(text) : Optional.empty())
                && json.bool(name).equals(value instanceof Boolean bool ? Optional.of(bool) : Optional.empty())
                && json.strings(name).map(List.class::cast).equals(texts ? Optional.of(value) : Optional.empty())
                && json.integer(name).isPresent() == whole
                && (!whole || json.integer(name).getAsLong() == (Long) value);
    }

    /** Eight bytes at a time: every length around eight, in front of the end of the text and far from it. */
    @Test
    void digitsAndNamesOfAnyLength_areReadWhole() {
        for (int length = 1; length <= 34; length++) {
            String name = "n".repeat(length);
            String digits = "7".repeat(length);
            for (String end : List.of("", " ", ",\"long_enough_to_be_far\":1")) {
                TokenJson json = read("{\"" + name + "\":" + digits + end + "}");
                assertThat(json.has(name)).isTrue();
                assertThat(json.has(name + "n")).isFalse();
                assertThat(json.integer(name).isPresent()).isEqualTo(length <= 18);
                json.integer(name).ifPresent(number -> assertThat(number).isEqualTo(Long.parseLong(digits)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567/",
                "1234567:",
                "123456789:",
                "12345678a",
                "1234567\u00e9",
                "12345678\u007f",
                "1234567\u0010"
            })
    void whatIsAlmostADigit_endsTheNumber(String number) {
        Tokens.assertRefused(Tokens.withPayload("{\"n\":" + number + ",\"filler\":12345678}"));
    }

    @Test
    void membersOfNestedObjects_areNotTopLevel() {
        TokenJson json = read("{\"a\":{\"b\":1,\"c\":{\"d\":2}},\"e\":[{\"f\":3}],\"g\":4}");

        assertThat(List.of("a", "e", "g")).allMatch(json::has);
        assertThat(List.of("b", "c", "d", "f")).noneMatch(json::has);
        assertThat(json.integer("g")).hasValue(4);
        assertThat(json.integer("a")).isEmpty();
    }

    @Test
    void escapedAndOtherNames_areFoundByTheirText() {
        TokenJson json = read("{\"a\\/b\":\"1\",\"caf\u00e9\":\"2\",\"\\ud83d\\ude00\":\"3\",\"\":\"4\"}");

        assertThat(json.string("a/b")).contains("1");
        assertThat(json.string("caf\u00e9")).contains("2");
        assertThat(json.string("\ud83d\ude00")).contains("3");
        assertThat(json.string("")).contains("4");
        assertThat(json.has("a\\/b")).isFalse();
    }

    @Test
    void weight_isThatOfTextAndSpans() {
        assertThat(read("{}").weight()).isBetween(2, 100);
        assertThat(read("{\"n\":{" + manyMembers(500) + "}}").weight())
                .isLessThan(5_000); // spans of members that were closed are not kept
    }

    private static String manyMembers(int count) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < count; i++) {
            members.append(i == 0 ? "" : ",").append('"').append(i).append("\":1");
        }
        return members.toString();
    }

    @Test
    void text_isNeverInToString() {
        assertThat(read("{\"secret\":\"value\"}")).hasToString("TokenJson[18 bytes]");
    }
}
