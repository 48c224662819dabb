package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.net.Responses.withHeaders;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validators and {@code Retry-After}; the freshness lifetime has a test of its own. */
final class CachingHeadersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static CachingHeaders caching(String... headers) {
        return CachingHeaders.of(withHeaders(headers), NOW);
    }

    @Test
    void validators_areKeptAsTheyWereSent() {
        CachingHeaders caching = caching("ETag: W/\"a b\"", "Last-Modified: Sun, 01 Mar 2026 11:00:00 GMT");

        assertThat(caching.etag()).hasValue("W/\"a b\"");
        assertThat(caching.lastModified()).hasValue("Sun, 01 Mar 2026 11:00:00 GMT");
    }

    @Test
    void absentValidators_areEmpty() {
        assertThat(caching().etag()).isEmpty();
        assertThat(caching().lastModified()).isEmpty();
    }

    /** They are sent back, so they must not end a header line or begin another. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\"a\rb\"", "\"a\nX: y\"", "\"a\u0000b\"", "\"a\tb\"", "\"\u007f\"", "\"\u00e9\"", "\"\u2028\""})
    void validatorsWithControlOrNonAsciiCharacters_areDropped(String value) {
        CachingHeaders caching = caching("ETag: " + value, "Last-Modified: " + value);

        assertThat(caching.etag()).isEmpty();
        assertThat(caching.lastModified()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "must-revalidate",
                "max-age=600, Must-Revalidate",
                "no-store",
                "no-cache",
                "no-cache=\"set-cookie\", max-age=600",
                "private=\"a, b\", must-revalidate"
            })
    void mustRevalidate_isSaidInThreeWays(String cacheControl) {
        assertThat(caching("Cache-Control: " + cacheControl).mustRevalidate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "max-age=0", "proxy-revalidate", "immutable", "private=\"must-revalidate\"", "x=no-store"})
    void mustRevalidate_isNotSaidByAnythingElse(String cacheControl) {
        assertThat(caching("Cache-Control: " + cacheControl).mustRevalidate()).isFalse();
        assertThat(caching().mustRevalidate()).isFalse();
    }

    @Test
    void validators_upTo512Characters() {
        assertThat(caching("ETag: " + "e".repeat(512)).etag()).hasValue("e".repeat(512));
        assertThat(caching("ETag: " + "e".repeat(513)).etag()).isEmpty();
    }

    @Test
    void headerNames_matchInAnyCase() {
        CachingHeaders caching = caching("CACHE-CONTROL: max-age=5", "etag: \"a\"", "LAST-modified: x");

        assertThat(caching.freshnessLifetime()).hasValue(Duration.ofSeconds(5));
        assertThat(caching.etag()).hasValue("\"a\"");
        assertThat(caching.lastModified()).hasValue("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "120 | 120",
                "  120 | 120",
                "0000000000120 | 120",
                "99999999999999999999 | 2147483647",
                "Sun, 01 Mar 2026 12:02:00 GMT | 120",
                "Sun, 01 Mar 2026 12:00:00 GMT | 0",
                "Sun, 01 Mar 2026 11:00:00 GMT | 0"
            })
    void retryAfter_isSecondsOrADate(String value, long seconds) {
        assertThat(CachingHeaders.retryAfter(withHeaders("Retry-After: " + value), NOW))
                .hasValue(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "1e1", "soon", "2026-03-01T12:02:00Z", "Mon, 01 Mar 2026 12:02:00 GMT", "5, 6", "\uff15"
            })
    void nonsenseInRetryAfter_isAbsence(String value) {
        assertThat(CachingHeaders.retryAfter(withHeaders("Retry-After: " + value), NOW))
                .isEmpty();
    }

    @Test
    void absentRetryAfter_isEmpty() {
        assertThat(CachingHeaders.retryAfter(withHeaders(), NOW)).isEmpty();
    }
}
