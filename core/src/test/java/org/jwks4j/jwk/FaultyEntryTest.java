package org.jwks4j.jwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One JWK that JSON's grammar allows and we do not is one skipped key, with the reason and its place; the others live. */
final class FaultyEntryTest {
    private static final String GOOD = """
            {"kty":"EC","crv":"P-256","kid":"good","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}""";

    private static SkippedJwk onlySkipped(String document) {
        JwkSet set = JwkSet.parse(document);
        assertThat(set).isEqualTo(JwkSet.parse(document.getBytes(UTF_8)));
        assertThat(set.keys()).extracting(key -> key.keyId().orElse(null)).containsExactly("good");
        assertThat(set.skipped()).hasSize(1);
        return set.skipped().get(0);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("\"a\":1,\"a\":1", "a member stands twice in its object, at line 2, column 32"),
                fault("\"a\":1,\"\\u0061\":1", "a member stands twice in its object, at line 2, column 32"),
                fault("\"a\":{\"b\":[{\"c\":1,\"c\":2}]}", "a member stands twice in its object, at line 2, column 43"),
                fault("\"a\":1e400", "a number is out of range, at line 2, column 30"),
                fault("\"a\":[1,-1e400]", "a number is out of range, at line 2, column 33"),
                fault("\"a\":" + "7".repeat(1001), "a number has more than 1000 characters, at line 2, column 30"),
                fault("\"a\":\"\\ud800\"", "a string has a lone surrogate, at line 2, column 30"),
                fault("\"\\ud83dx\":1", "a string has a lone surrogate, at line 2, column 26"),
                fault("\"\\udc00\":1", "a string has a lone surrogate, at line 2, column 26"),
                fault(
                        "\"a\":" + "[".repeat(40) + "]".repeat(40),
                        "an object or array is nested deeper than 32, at line 2, column 59"));
    }

    private static Arguments fault(String members, String detail) {
        return Arguments.of(members, detail);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultyEntry_isSkippedAndTheRestLives(String members, String detail) {
        SkippedJwk bad = new SkippedJwk("bad", "RSA", SkipReason.MALFORMED, detail);
        String entry = "{\"kid\":\"bad\",\"kty\":\"RSA\"," + members + "}";

        assertThat(onlySkipped("{\"keys\":[\n" + entry + "," + GOOD + "]}")).isEqualTo(bad);
        assertThat(onlySkipped("{\"keys\":[" + GOOD + ",\n" + entry + "]}")).isEqualTo(bad);
    }

    @Test
    void ambiguousName_isNoName() {
        assertThat(onlySkipped("{\"keys\":[{\"kid\":\"a\",\"kid\":\"b\",\"kty\":\"RSA\"}," + GOOD + "]}"))
                .extracting(SkippedJwk::keyId, SkippedJwk::keyType)
                .containsExactly(null, "RSA");
        assertThat(onlySkipped("{\"keys\":[{\"kid\":\"a\\ud800\",\"kty\":\"EC\",\"kty\":\"RSA\"}," + GOOD + "]}"))
                .extracting(SkippedJwk::keyId, SkippedJwk::keyType, SkippedJwk::detail)
                .containsExactly(null, null, "a string has a lone surrogate, at line 1, column 17");
    }

    @Test
    void sameNameInTwoEntries_isNoFault() {
        assertThat(JwkSet.parse("{\"keys\":[" + GOOD + "," + GOOD.replace("good", "other") + "]}")
                        .keys())
                .hasSize(2);
    }

    @Test
    void faultyEntryThatIsNoObject_isSkippedToo() {
        for (String entry : new String[] {"1e999", "\"\\ud800\"", "[{\"a\":1,\"a\":2}]"}) {
            assertThat(onlySkipped("{\"keys\":[" + entry + "," + GOOD + "]}").detail())
                    .contains("at line 1, column 1");
        }
    }

    @Test
    void faultInAMemberCalledKeysInsideAnEntry_isThatEntrys() {
        String entry = "{\"kid\":\"bad\",\"keys\":[{\"a\":1,\"a\":2}]}";
        assertThat(onlySkipped("{\"keys\":[" + entry + "," + GOOD + "]}").keyId())
                .isEqualTo("bad");
    }
}
