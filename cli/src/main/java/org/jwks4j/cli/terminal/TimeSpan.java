package org.jwks4j.cli.terminal;

import java.time.Duration;

/** Durations as people say them: the two largest units. */
public final class TimeSpan {
    private TimeSpan() {}

    public static String of(Duration duration) {
        Duration span = duration.abs();
        if (span.toSeconds() == 0) {
            return span.toMillis() + " ms";
        } else if (span.toMinutes() == 0) {
            return span.toSeconds() + " s";
        } else if (span.toHours() == 0) {
            return units(span.toMinutes(), "min", span.toSecondsPart(), "s");
        } else if (span.toDays() == 0) {
            return units(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return units(span.toDays(), "d", span.toHoursPart(), "h");
    }

    private static String units(long larger, String unit, int smaller, String smallerUnit) {
        return larger + " " + unit + (smaller == 0 ? "" : " " + smaller + " " + smallerUnit);
    }
}
