package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.SkipReason;

/** Keys that a process leaves to the next one, as text. */
class FetchedJwkSetTest {
    private final Scenario scenario = Scenario.warm();
    private final FetchedJwkSet seed = scenario.fetcher.export(Scenario.ISSUER).orElseThrow();

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void toJson_isReadBackAsTheSame() {
        FetchedJwkSet odd = new FetchedJwkSet(
                "https://\"quoted\".example.com/\ud83d\udd11",
                seed.jwkSet(),
                Instant.parse("2026-01-01T00:00:00.123456789Z"));
        assertThat(FetchedJwkSet.parse(seed.toJson())).isEqualTo(seed);
        assertThat(FetchedJwkSet.parse(odd.toJson())).isEqualTo(odd);
    }

    @Test
    void parse_checksKeysAsIfTheyWereFetched() {
        String tampered = seed.toJson()
                .replace("\"keys\":[", "\"keys\":[{\"kty\":\"oct\",\"kid\":\"symmetric\",\"k\":\"AAAA\"},");
        assertThat(FetchedJwkSet.parse(tampered).jwkSet().skipped())
                .singleElement()
                .extracting(skipped -> skipped.reason())
                .isEqualTo(SkipReason.SYMMETRIC_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"version\":1,\"issuer\":\"i\"}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":\"2026-01-01T00:00:00Z\"}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":\"2026-01-01T00:00:00Z\",\"jwks\":[]}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":\"2026-01-01T00:00:00Z\",\"jwks\":{}}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":\"2026-01-01T00:00:00Z\",\"jwks\":{\"keys\":{}}}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":\"yesterday\",\"jwks\":{\"keys\":[]}}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":\"\",\"jwks\":{\"keys\":[]}}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":1767225600,\"jwks\":{\"keys\":[]}}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":null,\"jwks\":{\"keys\":[]}}",
                "{\"version\":1,\"issuer\":1,\"fetched_at\":\"2026-01-01T00:00:00Z\",\"jwks\":{\"keys\":[]}}",
                "{\"version\":1,\"fetched_at\":\"2026-01-01T00:00:00Z\",\"jwks\":{\"keys\":[]}}",
                "{\"version\":1,\"issuer\":\"i\",\"jwks\":{\"keys\":[]}}",
                "{\"version\":1,\"issuer\":\"i\",\"issuer\":\"j\",\"fetched_at\":\"2026-01-01T00:00:00Z\",\"jwks\":{\"keys\":[]}}",
                "{\"version\":1,\"issuer\":\"i\",\"fetched_at\":\"2026-01-01T00:00:00Z\",\"jwks\":{\"keys\":[]}} "
                        + "{}",
                "{\"keys\":[]}"
            })
    void parse_refusesWhatIsAnythingElse(String json) {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> FetchedJwkSet.parse(json))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({"2, is 2", "0, is 0", "'\"1\"', is absent", "1.0, is absent"})
    void parse_refusesAnotherVersion_andSaysWhich(String version, String reason) {
        String json = "{\"version\":" + version
                + ",\"issuer\":\"i\",\"fetched_at\":\"2026-01-01T00:00:00Z\",\"jwks\":{\"keys\":[]}}";
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> FetchedJwkSet.parse(json))
                .withMessageContaining("version")
                .withMessageContaining(reason);
    }

    @Test
    void parse_namesTheMemberThatIsAbsent() {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> FetchedJwkSet.parse("{\"version\":1,\"issuer\":\"i\",\"jwks\":{\"keys\":[]}}"))
                .withMessageContaining("fetched_at");
    }
}
