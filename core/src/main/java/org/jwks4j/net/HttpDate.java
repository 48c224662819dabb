package org.jwks4j.net;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.Locale;
import java.util.Optional;

/**
 * A date in a header, in any of the three forms that a recipient must accept (RFC 9110 §5.6.7). Their names are English ones:
 * the root locale has no whole names of days.
 */
final class HttpDate {
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US).withZone(ZoneOffset.UTC);
    private static final int YEARS_AHEAD = 50;
    private static final ValueRange YEARS = ValueRange.of(0, 9999);

    private HttpDate() {}

    /** Empty for what is no date. */
    static Optional<Instant> parse(String text, Instant now) {
        return parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                .or(() -> parse(text, rfc850(now)))
                .or(() -> parse(text, ASCTIME));
    }

    /** A year has four digits in the grammar, but the JDK's forms take more of them, and signs. */
    private static Optional<Instant> parse(String text, DateTimeFormatter form) {
        try {
            return Optional.of(ZonedDateTime.parse(text, form))
                    .filter(date -> YEARS.isValidValue(date.getYear()))
                    .map(ZonedDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Its year has two digits: one that seems more than 50 years ahead is in the past. */
    private static DateTimeFormatter rfc850(Instant now) {
        int firstYear = now.atOffset(ZoneOffset.UTC).getYear() - 99 + YEARS_AHEAD;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC);
    }
}
