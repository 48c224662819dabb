package org.jwks4j.simulation.scenario;

import java.util.Locale;

/** Numbers as people read them, the same in every country. */
final class Words {
    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Nanoseconds as milliseconds, without the unit. */
    static String millis(long nanos) {
        if (nanos == 0) {
            return "0";
        }
        double millis = nanos / (double) Span.MILLI;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%,.0f", millis);
    }

    /** Nanoseconds in the unit that suits them. */
    static String span(long nanos) {
        if (nanos < Span.SECOND) {
            return millis(nanos) + " ms";
        } else if (nanos < 2 * Span.MINUTE) {
            return trimmed(nanos / (double) Span.SECOND) + " s";
        } else if (nanos < 2 * Span.HOUR) {
            return trimmed(nanos / (double) Span.MINUTE) + " min";
        }
        return trimmed(nanos / (double) Span.HOUR) + " h";
    }

    private static String trimmed(double value) {
        String digits = String.format(Locale.ROOT, "%.2f", value);
        return digits.endsWith(".00") ? digits.substring(0, digits.length() - 3) : digits;
    }
}
