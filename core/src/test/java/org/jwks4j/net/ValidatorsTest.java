package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.http.HttpTransport.Response;

/** What an answer said of itself, and how the next request repeats it. */
class ValidatorsTest {
    private static final String URI = "https://issuer.example.com/jwks";
    private static final CachingHeaders SILENT = headers(Map.of());
    private static final CachingHeaders FIRST = headers(Map.of("etag", "\"1\"", "last-modified", "Monday"));

    private static CachingHeaders headers(Map<String, String> fields) {
        Map<String, List<String>> values = new java.util.HashMap<>();
        fields.forEach((name, value) -> values.put(name, List.of(value)));
        return CachingHeaders.of(new Response(200, values, new byte[0]), Instant.EPOCH);
    }

    @Test
    void whatAnAnswerSaid_isAskedAboutAtTheSameUri() {
        assertThat(Validators.of(URI, FIRST).requestHeaders(URI))
                .isEqualTo(Map.of("If-None-Match", "\"1\"", "If-Modified-Since", "Monday"));
    }

    @Test
    void anotherUri_isAskedUnconditionally() {
        assertThat(Validators.of(URI, FIRST).requestHeaders(URI + "2")).isEmpty();
        assertThat(Validators.NONE.requestHeaders(URI)).isEmpty();
    }

    @Test
    void anAnswerWithoutValidators_isAskedForUnconditionally() {
        assertThat(Validators.of(URI, SILENT).requestHeaders(URI)).isEmpty();
    }

    @Test
    void aNotModifiedThatSaysNothing_keepsWhatWasSaid() {
        assertThat(Validators.of(URI, FIRST).updatedBy(SILENT)).isEqualTo(Validators.of(URI, FIRST));
    }

    @Test
    void aNotModified_replacesWhatItSaysAnew() {
        Validators updated = Validators.of(URI, FIRST).updatedBy(headers(Map.of("etag", "\"2\"")));
        assertThat(updated).isEqualTo(new Validators(URI, Optional.of("\"2\""), Optional.of("Monday")));
        updated = updated.updatedBy(headers(Map.of("last-modified", "Tuesday")));
        assertThat(updated).isEqualTo(new Validators(URI, Optional.of("\"2\""), Optional.of("Tuesday")));
    }
}
