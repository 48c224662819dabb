package org.jwks4j.benchmarks.report;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a number that we measured may be.
 *
 * @param text what the number is
 * @param most whether the limit is the most that it may be; else it is the least
 * @param number computes it from one run; not a number where that run did not measure what it needs
 */
record Budget(String text, boolean most, double limit, ToDoubleFunction<Results> number) {
    static Budget atMost(double limit, String text, ToDoubleFunction<Results> number) {
        return new Budget(text, true, limit, number);
    }

    static Budget atLeast(double limit, String text, ToDoubleFunction<Results> number) {
        return new Budget(text, false, limit, number);
    }

    /** A row of a Markdown table: what it comes to by medians, and by the best iterations. */
    String row(Results results) {
        return String.format(
                Locale.ROOT,
                "| %s | %s %s | %s | %s |%n",
                text,
                most ? "≤" : "≥",
                shown(limit),
                cell(number.applyAsDouble(results)),
                cell(number.applyAsDouble(results.byBest())));
    }

    private String cell(double measured) {
        return Double.isNaN(measured) ? verdict(measured) : shown(measured) + ", " + verdict(measured);
    }

    String verdict(double measured) {
        if (Double.isNaN(measured)) {
            return "not measured";
        }
        if (most ? measured <= limit : measured >= limit) {
            return "met";
        }
        return String.format(Locale.ROOT, "missed by ×%.2f", most ? measured / limit : limit / measured);
    }

    private static String shown(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : "%.3f", number);
    }
}
