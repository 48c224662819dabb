package org.jwks4j.benchmarks.system;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several rounds of one library in one row. */
final class Rounds {
    /** Of these the row has the most of any round: a refusal in one of them is a refusal. */
    private static final Set<String> COUNTED = Set.of(
            "told no", "not told", "refused", "refusals", "not served", "issuers that report failures", "over 20 ms");

    private Rounds() {}

    /** The round with the median of a column, what must not be of all rounds, and how far they are apart. */
    static Map<String, String> combined(List<Map<String, String>> rounds, String column) {
        if (rounds.size() == 1) {
            return rounds.get(0);
        }
        List<Map<String, String>> sorted = rounds.stream()
                .sorted(Comparator.comparingDouble(row -> Bar.number(row, column)))
                .toList();
        Map<String, String> row = new LinkedHashMap<>(sorted.get(sorted.size() / 2));
        row.replaceAll((name, value) -> COUNTED.contains(name) ? most(rounds, name, value) : value);
        String least = sorted.get(0).getOrDefault(column, "–");
        String greatest = sorted.get(sorted.size() - 1).getOrDefault(column, "–");
        row.put(column.replace(", ms", "") + " of " + rounds.size() + " rounds, ms", least + " to " + greatest);
        return row;
    }

    private static String most(List<Map<String, String>> rounds, String column, String otherwise) {
        return rounds.stream()
                .filter(row -> !Double.isNaN(Bar.number(row, column)))
                .max(Comparator.comparingDouble(row -> Bar.number(row, column)))
                .map(row -> row.getOrDefault(column, otherwise))
                .orElse(otherwise);
    }
}
