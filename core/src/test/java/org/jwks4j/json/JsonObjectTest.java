package org.jwks4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject.JsonFormatException;

final class JsonObjectTest {
    private static final JsonObject EVERYTHING = JsonObject.parse("{\"string\":\"a\",\"bool\":true,\"long\":1,\"big\":"
            + "18446744073709551616,\"double\":0.5,\"object\":{\"a\":1},\"strings\":[\"a\",\"b\"],\"mixed\":[\"a\",1],"
            + "\"nulls\":[null],\"empty\":[],\"null\":null}");

    static Stream<Arguments> getters() {
        return Stream.of(
                getter("string", JsonObject::string, "string"),
                getter("bool", JsonObject::bool, "bool"),
                getter("number", JsonObject::number, "long", "big", "double"),
                getter("object", JsonObject::object, "object"),
                getter("strings", JsonObject::strings, "strings", "empty"));
    }

    private static Arguments getter(
            String name, BiFunction<JsonObject, String, Optional<?>> getter, String... readable) {
        return Arguments.argumentSet(name, getter, List.of(readable));
    }

    @ParameterizedTest
    @MethodSource("getters")
    void getter_readsItsOwnTypeAndRefusesEveryOther(
            BiFunction<JsonObject, String, Optional<?>> getter, List<String> readable) {
        assertThat(EVERYTHING.asMap()).allSatisfy((name, value) -> {
            if (readable.contains(name)) {
                assertThat(getter.apply(EVERYTHING, name).orElseThrow()).isEqualTo(value);
            } else {
                assertThatExceptionOfType(JsonFormatException.class)
                        .isThrownBy(() -> getter.apply(EVERYTHING, name))
                        .withMessageContaining(name);
            }
        });
        assertThat(getter.apply(EVERYTHING, "absent")).isEmpty();
    }

    @Test
    void has_isTrueForNullToo() {
        assertThat(EVERYTHING.has("null")).isTrue();
        assertThat(EVERYTHING.has("absent")).isFalse();
    }

    @Test
    void everythingHandedOut_isUnmodifiable() {
        assertThat(EVERYTHING.asMap()).isUnmodifiable();
        assertThat(EVERYTHING.strings("strings").orElseThrow()).isUnmodifiable();
        assertThat((List<?>) EVERYTHING.asMap().get("mixed")).isUnmodifiable();
    }

    @Test
    void toJson_isCompactAndReadBack() {
        String text =
                "{\"s\":\"a/b\",\"e\":\"\\\"\\\\\\n\\u0000\\u00E9\\uD83D\\uDE00\",\"l\":[1,-2,18446744073709551616,0.5,1.0E100,true,"
                        + "false,null,[],{}],\"o\":{\"z\":1,\"a\":2}}";

        assertThat(JsonObject.parse(text).toJson()).isEqualTo(text);
        assertThat(JsonObject.parse(text)).hasToString(text);
        assertThat(JsonObject.parse(JsonObject.parse(text).toJson())).isEqualTo(JsonObject.parse(text));
    }

    @Test
    void of_copiesMapsListsAndNumbers() {
        Map<String, Object> members = new LinkedHashMap<>();
        List<Object> list = new ArrayList<>(Arrays.asList(1, "a", null, Map.of("k", 2)));
        members.put("int", 3);
        members.put("list", list);
        members.put("null", null);
        members.put("object", JsonObject.parse("{\"a\":1}"));
        members.put("map", Collections.singletonMap("x", null));
        JsonObject object = JsonObject.of(members);

        list.clear();
        members.clear();

        assertThat(object.toJson())
                .isEqualTo(
                        "{\"int\":3,\"list\":[1,\"a\",null,{\"k\":2}],\"null\":null,\"object\":{\"a\":1},\"map\":{\"x\":null}}");
        assertThat(object).isEqualTo(JsonObject.parse(object.toJson()));
    }

    @Test
    void of_numbersOfAnyWidth_equalWhatIsReadBack() {
        JsonObject object = JsonObject.of(Map.of("small", BigInteger.ONE, "big", BigInteger.TWO.pow(64), "int", 1));

        assertThat(JsonObject.parse(object.toJson())).isEqualTo(object);
        assertThat(object.number("small")).hasValue(1L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void of_numberThatJsonHasNot_isRefused(double number) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.of(Map.of("a", number)));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.of(Map.of("a", List.of(number))));
    }

    @Test
    void of_valueOfAnotherType_isRefusedByItsType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonObject.of(Map.of("a", new StringBuilder("MARKER"))))
                .withMessageContaining("java.lang.StringBuilder")
                .withMessageNotContaining("MARKER");
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.of(Map.of("a", List.of(BigDecimal.ONE))));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.of(Map.of("a", Map.of("b", 'c'))));
    }

    @Test
    void of_nullName_isAProgrammersError() {
        assertThatNullPointerException().isThrownBy(() -> JsonObject.of(Collections.singletonMap(null, 1)));
        assertThatNullPointerException()
                .isThrownBy(() -> JsonObject.of(Map.of("a", Collections.singletonMap(null, 1))));
    }

    @Test
    void equality_ignoresOrderAndSeesValues() {
        assertThat(JsonObject.parse("{\"a\":1,\"b\":[1]}"))
                .isEqualTo(JsonObject.parse("{\"b\":[1],\"a\":1}"))
                .hasSameHashCodeAs(JsonObject.parse("{\"b\":[1],\"a\":1}"))
                .isNotEqualTo(JsonObject.parse("{\"a\":1,\"b\":[2]}"))
                .isNotEqualTo(JsonObject.parse("{\"a\":1}"))
                .isNotEqualTo(null);
    }

    @Test
    void whatIsNotPrintableAscii_isWrittenEscapedAndReadTheSame() {
        JsonObject object = JsonObject.of(Map.of("a\u202e", "\u0000\u007f\u0085\u009b\u00e9\u2028\ufeff\ud83d\ude00"));

        assertThat(object.toJson())
                .isEqualToIgnoringCase(
                        "{\"a\\u202e\":\"\\u0000\\u007f\\u0085\\u009b\\u00e9\\u2028\\ufeff\\ud83d\\ude00\"}");
        assertThat(JsonObject.parse(object.toJson())).isEqualTo(object);
    }
}
