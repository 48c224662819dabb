package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.net.Responses.withHeaders;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The freshness lifetime of RFC 9111 §4.2. */
final class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LARGEST = Duration.ofSeconds(Integer.MAX_VALUE);

    private static Optional<Duration> freshness(String... headers) {
        return CachingHeaders.of(withHeaders(headers), NOW).freshnessLifetime();
    }

    @Test
    void noHeaders_sayNothing() {
        assertThat(freshness()).isEmpty();
        assertThat(freshness("Cache-Control: public, must-revalidate", "Age: 5", "Date: Sun, 01 Mar 2026 12:00:00 GMT"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=600 | 600",
                "max-age=0 | 0",
                "MAX-AGE=600 | 600",
                "public, max-age=600, must-revalidate | 600",
                "public,max-age=600 | 600",
                "  max-age=600  | 600",
                "max-age=\"600\" | 600",
                "max-age=0600 | 600",
                "max-age=00000000000000000600 | 600",
                "max-age=600.5 | 600",
                "max-age=0.9 | 0",
                "max-age=600. | 600",
                "max-age=-1 | 0",
                "max-age=-600.5 | 0",
                "max-age=-99999999999999999999 | 0",
                "max-age=600, max-age=5 | 600",
                "max-age=600, s-maxage=5, stale-while-revalidate=7 | 600",
                "max-age=2147483647 | 2147483647"
            })
    void maxAge_isReadInSeconds(String cacheControl, long seconds) {
        assertThat(freshness("Cache-Control: " + cacheControl)).hasValue(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "9999999999", "99999999999", "9223372036854775807", "9223372036854775808"})
    void hugeMaxAge_isTheLargest(String seconds) {
        assertThat(freshness("Cache-Control: max-age=" + seconds)).hasValue(LARGEST);
        assertThat(freshness("Cache-Control: max-age=" + "9".repeat(5_000))).hasValue(LARGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age",
                "max-age=",
                "max-age=-",
                "max-age=+1",
                "max-age=.5",
                "max-age=1.5.5",
                "max-age=1e3",
                "max-age=1h",
                "max-age=\"\"",
                "max-age=--1",
                "max-age=\uff11",
                "max-age = 5",
                "x-max-age=5",
                "s-maxage=5",
                ",,,",
                "",
                "="
            })
    void nonsenseInCacheControl_isAbsence(String cacheControl) {
        assertThat(freshness("Cache-Control: " + cacheControl)).isEmpty();
        assertThat(freshness("Cache-Control: " + cacheControl, "Expires: Sun, 01 Mar 2026 12:00:07 GMT"))
                .hasValue(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "no-cache", "No-Store", "max-age=600, no-cache", "no-store,max-age=600"})
    void noStoreAndNoCache_areNoFreshnessAtAll(String cacheControl) {
        assertThat(freshness("Cache-Control: " + cacheControl)).hasValue(Duration.ZERO);
        assertThat(freshness("Cache-Control: " + cacheControl, "Expires: Sun, 01 Mar 2026 13:00:00 GMT"))
                .hasValue(Duration.ZERO);
    }

    @Test
    void cacheControlInSeveralLines_isOneList() {
        assertThat(freshness("Cache-Control: public", "Cache-Control: max-age=600"))
                .hasValue(Duration.ofMinutes(10));
        assertThat(freshness("Cache-Control: max-age=600", "Cache-Control: no-store"))
                .hasValue(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 600",
                "1 | 599",
                "599 | 1",
                "600 | 0",
                "601 | 0",
                "99999999999999 | 0",
                "-5 | 600",
                "1.5 | 599",
                "600.9 | 0",
                "soon | 600",
                "'' | 600"
            })
    void age_isTakenOff(String age, long seconds) {
        assertThat(freshness("Cache-Control: max-age=600", "Age: " + age)).hasValue(Duration.ofSeconds(seconds));
    }

    /** RFC 9111 §5.1: the first counts. */
    @Test
    void ageOfSeveralCaches_isTheFirst() {
        assertThat(freshness("Cache-Control: max-age=600", "Age: 100", "Age: 50"))
                .hasValue(Duration.ofSeconds(500));
        assertThat(freshness("Cache-Control: max-age=600", "Age: 100, 50")).hasValue(Duration.ofSeconds(500));
    }

    @Test
    void expires_countsFromDate() {
        assertThat(freshness("Expires: Sun, 01 Mar 2026 15:00:00 GMT", "Date: Sun, 01 Mar 2026 14:00:00 GMT"))
                .hasValue(Duration.ofHours(1));
        assertThat(freshness(
                        "Expires: Sun, 01 Mar 2026 15:00:00 GMT", "Date: Sun, 01 Mar 2026 14:00:00 GMT", "Age: 60"))
                .hasValue(Duration.ofMinutes(59));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "Mon, 01 Mar 2026 14:00:00 GMT", "2026-03-01T14:00:00Z"})
    void expires_withoutAReadableDate_countsFromNow(String date) {
        assertThat(freshness("Expires: Sun, 01 Mar 2026 12:10:00 GMT")).hasValue(Duration.ofMinutes(10));
        assertThat(freshness("Expires: Sun, 01 Mar 2026 12:10:00 GMT", "Date: " + date))
                .hasValue(Duration.ofMinutes(10));
    }

    /** RFC 9111 §5.3: an invalid date, and 0 above all, lies in the past. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "",
                "tomorrow",
                "Sun, 01 Mar 2026 12:00:00 GMT",
                "Sun, 01 Mar 2026 11:59:59 GMT",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "Mon, 01 Mar 2026 12:10:00 GMT",
                "Sun, 32 Mar 2026 12:10:00 GMT",
                "Fri, 01 Jan 10000 00:00:00 GMT",
                "2026-03-01T12:10:00Z"
            })
    void expiresInThePastOrUnreadable_isStale(String expires) {
        assertThat(freshness("Expires: " + expires)).hasValue(Duration.ZERO);
    }

    @Test
    void expiresTwice_isStale() {
        assertThat(freshness("Expires: Sun, 01 Mar 2026 12:10:00 GMT", "Expires: Sun, 01 Mar 2026 12:20:00 GMT"))
                .hasValue(Duration.ZERO);
    }

    @Test
    void maxAge_goesBeforeExpires() {
        assertThat(freshness("Cache-Control: max-age=5", "Expires: Sun, 01 Mar 2026 13:00:00 GMT"))
                .hasValue(Duration.ofSeconds(5));
        assertThat(freshness("Cache-Control: max-age=5", "Expires: 0")).hasValue(Duration.ofSeconds(5));
    }

    @Test
    void farFuture_isHeld() {
        assertThat(freshness("Expires: Fri, 31 Dec 9999 23:59:59 GMT").orElseThrow())
                .isPositive();
    }
}
