package org.jwks4j.benchmarks.system;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What we hold ourselves to.
 *
 * @param measured from the results; NaN if there is nothing to compare with
 */
record Bar(String what, double atMost, ToDoubleFunction<Results> measured) {
    static Bar of(String what, double atMost, ToDoubleFunction<Results> measured) {
        return new Bar(what, atMost, measured);
    }

    /** A row of the page's table. */
    String row(Results results) {
        double value = measured.applyAsDouble(results);
        String verdict = Double.isNaN(value)
                ? "not measured"
                : value <= atMost ? "met" : atMost == 0 ? "missed" : "missed by " + shown(value / atMost) + " times";
        return "| " + what + " | " + shown(atMost) + " | " + shown(value) + " | " + verdict + " |\n";
    }

    private static String shown(double value) {
        return Double.isNaN(value)
                ? "–"
                : String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }

    /** The most that is in any of these columns, of any of these libraries. */
    static double most(Results results, String scenario, List<Library> libraries, String... columns) {
        return libraries.stream()
                .flatMapToDouble(library ->
                        Stream.of(columns).mapToDouble(column -> number(results.of(scenario), library, column)))
                .reduce(Bar::larger)
                .orElse(Double.NaN);
    }

    private static double larger(double one, double other) {
        return Double.isNaN(one) || Double.isNaN(other) ? Double.NaN : Math.max(one, other);
    }

    /** A column of the peers that served all their callers. */
    static DoubleStream peers(Results results, String scenario, String column) {
        return peers(results, scenario, column, row -> number(row, "told no") == 0 && number(row, "not told") == 0);
    }

    static DoubleStream peers(Results results, String scenario, String column, Predicate<Map<String, String>> counted) {
        return results.of(scenario).entrySet().stream()
                .filter(row ->
                        Library.OURS.stream().noneMatch(ours -> ours.label().equals(row.getKey())))
                .map(Map.Entry::getValue)
                .filter(counted)
                .mapToDouble(row -> number(row, column))
                .filter(value -> !Double.isNaN(value));
    }

    static double number(Map<String, Map<String, String>> rows, Library library, String column) {
        return number(rows.getOrDefault(library.label(), Map.of()), column);
    }

    /** Of a cell such as {@code >1200}, what stands after the sign; NaN if there is no number. */
    static double number(Map<String, String> row, String column) {
        try {
            return Double.parseDouble(
                    row.getOrDefault(column, "–").replace(">", "").replace(",", ""));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
