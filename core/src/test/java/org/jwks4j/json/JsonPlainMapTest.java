package org.jwks4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An object for what knows no {@link JsonObject}, such as a template or a mapper. */
final class JsonPlainMapTest {
    @Test
    void objectsAtAnyDepth_areMaps() {
        JsonObject json = JsonObject.parse("{\"a\":{\"b\":{\"c\":1}},\"d\":[{\"e\":[{\"f\":\"x\"}]},[{}]]}");

        assertThat(json.toPlainMap())
                .isEqualTo(Map.of(
                        "a",
                        Map.of("b", Map.of("c", 1L)),
                        "d",
                        List.of(Map.of("e", List.of(Map.of("f", "x"))), List.of(Map.of()))));
    }

    @Test
    void otherValues_areWhatTheyWere_inTheirOrder() {
        JsonObject json = JsonObject.parse("{\"z\":null,\"y\":[null,true],\"x\":0.5,\"w\":1}");

        assertThat(json.toPlainMap()).containsExactlyEntriesOf(json.asMap());
        assertThat(json.toPlainMap().get("y")).isEqualTo(Arrays.asList(null, true));
    }

    @Test
    void anEntryWithAFault_isNull() {
        JsonObject json = JsonObject.parseEntries("{\"keys\":[{\"a\":1,\"a\":2}]}".getBytes(UTF_8), "keys");

        assertThat(json.toPlainMap()).isEqualTo(Map.of("keys", Collections.singletonList(null)));
    }

    @Test
    void noDepth_canBeChanged() {
        Map<String, Object> plain = JsonObject.parse("{\"a\":{\"b\":[1]}}").toPlainMap();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(plain::clear);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ((Map<?, ?>) plain.get("a")).clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ((List<?>) ((Map<?, ?>) plain.get("a")).get("b")).clear());
    }
}
