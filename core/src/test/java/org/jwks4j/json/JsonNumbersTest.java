package org.jwks4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.json.Refusals.assertRefused;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers (RFC 8259 §6). */
final class JsonNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "-01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "-Infinity",
                "-INF",
                "1f",
                "\uff11"
            })
    void badNumber_isRefused(String number) {
        assertRefused("{\"a\":" + number + "}");
        assertRefused("{\"a\":[" + number + "]}");
    }

    @Test
    void bigIntegers_areReadExactly() {
        JsonObject object = JsonObject.parse("{\"max\":9223372036854775807,\"min\":-9223372036854775808,"
                + "\"over\":9223372036854775808,\"under\":-9223372036854775809}");

        assertThat(object.asMap())
                .containsEntry("max", Long.MAX_VALUE)
                .containsEntry("min", Long.MIN_VALUE)
                .containsEntry("over", BigInteger.TWO.pow(63))
                .containsEntry("under", BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE));
    }

    @Test
    void absurdlyLongNumbers_areRefused() {
        assertThat(JsonObject.parse("{\"a\":" + "9".repeat(1000) + "}").number("a"))
                .hasValue(BigInteger.TEN.pow(1000).subtract(BigInteger.ONE));
        assertRefused("{\"a\":" + "9".repeat(1001) + "}");
        assertRefused("{\"a\":0." + "9".repeat(1001) + "}");
        assertRefused("{\"a\":1e" + "9".repeat(1001) + "}");
    }

    @Test
    void numberThatNoDoubleHolds_isRefused() {
        assertThat(JsonObject.parse("{\"a\":1e308}").number("a")).hasValue(1e308);
        assertRefused("{\"a\":1e400}").withMessageContaining("out of range");
        assertRefused("{\"a\":-1e400}").withMessageContaining("out of range");
        assertRefused("{\"a\":1e99999999999}").withMessageContaining("out of range");
        assertThat(JsonObject.parse("{\"a\":1e-400}").number("a")).hasValue(0.0);
    }
}
