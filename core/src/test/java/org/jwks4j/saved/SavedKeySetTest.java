package org.jwks4j.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Snapshot;

/** What is written of a key set is read back as it was; anything else is refused, and never with another exception. */
class SavedKeySetTest {
    private static final Instant FETCHED_AT = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final SavedKeySet.Times KEYS = new SavedKeySet.Times(3, -5, 80, 100, 600, FETCHED_AT.toEpochMilli());
    private static final SavedKeySet.Times METADATA = new SavedKeySet.Times(1, 7, 8, 9, 10, FETCHED_AT.toEpochMilli());
    private static final SavedKeySet.Caching CACHING = new SavedKeySet.Caching(
            List.of(new SkippedJwk("kid", null, SkipReason.MALFORMED, "why")),
            "00ff",
            new Validators("https://issuer.example.com/jwks", Optional.of("\"1\""), Optional.empty()),
            KEYS,
            "https://issuer.example.com/jwks",
            METADATA);
    private static final SavedKeySet SAVED =
            new SavedKeySet("https://issuer.example.com", JsonObject.parse("{\"keys\":[]}"), FETCHED_AT, CACHING);

    @Test
    void whatIsWritten_isReadBack() {
        assertThat(SavedKeySet.parse(SAVED.toJson())).isEqualTo(SAVED);
    }

    @Test
    void anExport_hasNoCachingData() {
        SavedKeySet export = new SavedKeySet(SAVED.issuer(), SAVED.jwks(), FETCHED_AT, null);
        assertThat(SavedKeySet.parse(export.toJson())).isEqualTo(export);
        assertThat(export.toJson()).startsWith("{\"version\":1,\"issuer\":");
    }

    @Test
    void timesOfASnapshot_makeTheSameSnapshot() {
        Snapshot<String> snapshot = new Snapshot<>("v", 3, -5, 75, 95, 695, true, 0, FETCHED_AT);
        assertThat(SavedKeySet.Times.of(snapshot)).isEqualTo(KEYS);
        assertThat(KEYS.<String>of("v")).isEqualTo(snapshot);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "version":1 | "version":2 | version
            "version":1 | "version":"1" | version
            "version":1, | | version
            "reason":" | "reason":"x | reason
            "digest":"AP8" | "digest":"?" | digest
            "keys":[3, | "keys":["3", | keys
            "keys":[3, | "keys":[4294967296, | keys
            "keys":[3, | "keys":[3,3, | keys
            "metadata":[1, | "metadata":[ | metadata
            "skipped":[ | "skipped":[1, | skipped
            """)
    void whatIsAnythingElse_isRefused(String written, String instead, String named) {
        String json = SAVED.toJson();
        assertThat(json).contains(written);
        String changed = json.replace(written, instead == null ? "" : instead);
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> SavedKeySet.parse(changed))
                .withMessageContaining(named);
    }
}
