package org.jwks4j.net;

import java.time.Duration;

/** Delays as people read them. */
public final class Delay {
    private Delay() {}

    /** A delay for people: milliseconds below ten seconds, seconds above, rounded up. */
    public static String inWords(Duration delay) {
        long millis = Math.max(1, delay.toMillis());
        return millis < 10_000 ? millis + " ms" : (millis + 999) / 1000 + " s";
    }

    /** A time that passed, or is to pass, for people: its two largest units, such as 2 h 5 min. */
    public static String span(Duration duration) {
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
