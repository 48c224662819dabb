package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of RFC 9110 §5.6.7. */
final class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Optional<Instant> date(String text) {
        return HttpDate.parse(text, NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void theExampleOfTheRfc_isTheSameMomentInAllForms(String text) {
        assertThat(date(text)).hasValue(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun Mar  1 12:00:00 2026 | 2026-03-01T12:00:00Z",
                "Tue Mar 10 12:00:00 2026 | 2026-03-10T12:00:00Z",
                "Tue Mar 31 23:59:59 2026 | 2026-03-31T23:59:59Z",
                "Thu Jan  1 00:00:00 1970 | 1970-01-01T00:00:00Z",
                "Fri Dec 31 23:59:59 9999 | 9999-12-31T23:59:59Z"
            })
    void asctime_hasDaysOfOneDigitAndOfTwo(String text, Instant expected) {
        assertThat(date(text)).hasValue(expected);
    }

    @Test
    void everyMonthAndWeekday_hasItsEnglishName() {
        Instant day = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 365; i++) {
            Instant expected = day.plusSeconds(86_400L * i);
            assertThat(date(formatted("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", expected)))
                    .hasValue(expected);
            assertThat(date(formatted("EEE, dd MMM yyyy HH:mm:ss 'GMT'", expected)))
                    .hasValue(expected);
            assertThat(date(formatted("EEE MMM ppd HH:mm:ss yyyy", expected))).hasValue(expected);
        }
    }

    private static String formatted(String pattern, Instant instant) {
        return java.time.format.DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(java.time.ZoneOffset.UTC)
                .format(instant);
    }

    @Test
    void theLocaleOfTheMachine_changesNothing() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"de", "th-TH-u-ca-buddhist-nu-thai", "ar-EG", "tr", "fa-IR"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                theExampleOfTheRfc_isTheSameMomentInAllForms("Sun, 06 Nov 1994 08:49:37 GMT");
                theExampleOfTheRfc_isTheSameMomentInAllForms("Sunday, 06-Nov-94 08:49:37 GMT");
                theExampleOfTheRfc_isTheSameMomentInAllForms("Sun Nov  6 08:49:37 1994");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /** A year of two digits that seems more than 50 years ahead is the last one in the past that ends so. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sunday, 01-Mar-26 12:00:00 GMT | 2026-03-01T12:00:00Z",
                "Monday, 01-Mar-27 12:00:00 GMT | 2027-03-01T12:00:00Z",
                "Friday, 01-Mar-75 12:00:00 GMT | 2075-03-01T12:00:00Z",
                "Sunday, 01-Mar-76 12:00:00 GMT | 2076-03-01T12:00:00Z",
                "Tuesday, 01-Mar-77 12:00:00 GMT | 1977-03-01T12:00:00Z",
                "Monday, 01-Mar-99 12:00:00 GMT | 1999-03-01T12:00:00Z",
                "Wednesday, 01-Mar-00 12:00:00 GMT | 2000-03-01T12:00:00Z"
            })
    void aYearOfTwoDigits_isAtMostFiftyYearsAhead(String text, Instant expected) {
        assertThat(date(text)).hasValue(expected);
    }

    @Test
    void theCentury_movesWithTheClock() {
        String text = "Tuesday, 01-Mar-77 12:00:00 GMT";
        assertThat(HttpDate.parse(text, Instant.parse("2026-12-31T23:59:59Z")))
                .hasValue(Instant.parse("1977-03-01T12:00:00Z"));
        assertThat(HttpDate.parse("Monday, 01-Mar-77 12:00:00 GMT", Instant.parse("2027-01-01T00:00:00Z")))
                .hasValue(Instant.parse("2077-03-01T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-1",
                "now",
                "1994-11-06T08:49:37Z",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Monday, 06-Nov-94 08:49:37 GMT",
                "Mon Nov  6 08:49:37 1994",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sunday, 06-Nov-4 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 CET",
                "Sunday, 06-Nov-94 08:49:37",
                "Sun Nov 6 08:49:37 1994",
                "Sun Nov 06 08:49:37 94",
                "Sun Nov  6 08:49:37 1994 GMT",
                "Sonntag, 06-Nov-94 08:49:37 GMT",
                "Sun, 06 \u041d\u043e\u044f 1994 08:49:37 GMT",
                "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 99999999999 08:49:37 GMT",
                "Fri, 31 Dec 99999 23:59:59 GMT",
                "Sat, 01 Jan 10000 00:00:00 GMT",
                "Sun, 06 Nov -0001 08:49:37 GMT",
                "Sat Jan  1 00:00:00 +10000",
                "Sun Nov  6 08:49:37 +999999999999"
            })
    void nonsense_isNoDate(String text) {
        assertThat(date(text)).isEmpty();
    }

    @Test
    void aMegabyte_isNoDate() {
        for (String unit : new String[] {"Sun, ", "9", " ", "\"", "Sunday, 06-Nov-94 08:49:37 GMT"}) {
            assertThat(date(unit.repeat(1024 * 1024 / unit.length()))).isEmpty();
        }
    }
}
