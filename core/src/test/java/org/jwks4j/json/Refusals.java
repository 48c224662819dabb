package org.jwks4j.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.jwks4j.json.JsonObject.JsonFormatException;

/** Texts that are refused in the one way: with a {@link JsonFormatException} that has no cause. */
final class Refusals {
    private Refusals() {}

    static ThrowableAssertAlternative<JsonFormatException> assertRefused(String text) {
        return assertThatExceptionOfType(JsonFormatException.class)
                .as(text)
                .isThrownBy(() -> JsonObject.parse(text))
                .withNoCause();
    }

    static ThrowableAssertAlternative<JsonFormatException> assertBytesRefused(String latin1) {
        return assertThatExceptionOfType(JsonFormatException.class)
                .as(latin1)
                .isThrownBy(() -> JsonObject.parse(latin1.getBytes(ISO_8859_1)))
                .withNoCause();
    }
}
