package org.jwks4j.benchmarks.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jwks4j.benchmarks.report.BarChart;

/** A suite's results of every Java as Markdown. */
final class Page {
    /** Below this, times are the machine's scheduler as much as anybody's. */
    private static final double MILLIS_THAT_COUNT = 10;

    private static final double AHEAD = 0.8;

    private final Suite suite;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> plots = new LinkedHashMap<>();

    Page(Suite suite) {
        this.suite = suite;
        text.append(suite.introductionWithLinks());
        for (Scenario scenario : suite.scenarios()) {
            text.append("- **")
                    .append(scenario.name())
                    .append("**: ")
                    .append(scenario.note())
                    .append('\n');
        }
    }

    /** Adds what one Java measured. */
    void add(Results results) {
        text.append("\n## ").append(results.machine()).append('\n');
        addWhoIsAhead(results);
        addBars(results);
        for (Scenario scenario : suite.scenarios()) {
            Map<String, Map<String, String>> rows = results.of(scenario.name());
            if (!rows.isEmpty()) {
                text.append("\n### ")
                        .append(scenario.name())
                        .append(": ")
                        .append(scenario.title())
                        .append("\n\n");
                table(rows);
                scenario.plotted().ifPresent(column -> plot(scenario, column, rows, results.java()));
            }
        }
    }

    /** Before all else: where a peer that serves as many is faster, by more than noise. */
    private void addWhoIsAhead(Results results) {
        List<String> ahead = new ArrayList<>();
        for (Scenario scenario : suite.scenarios()) {
            scenario.plotted()
                    .ifPresent(column -> results.of(scenario.name()).forEach((library, row) -> {
                        double factor = ahead(results.of(scenario.name()), row, column);
                        if (factor < AHEAD) {
                            ahead.add(String.format(
                                    Locale.ROOT,
                                    "- **%s**: %s, whose `%s` is %.2f times that of jwks4j told the same.",
                                    scenario.name(),
                                    library,
                                    column.replace(", ms", ""),
                                    factor));
                        }
                    }));
        }
        text.append(
                ahead.isEmpty()
                        ? "\nNo peer that serves as many callers is ahead by more than a fifth.\n"
                        : "\nAhead of jwks4j, by more than a fifth, are:\n\n" + String.join("\n", ahead) + "\n");
    }

    /** Its time as a part of ours; 1 if it is not to be compared: it refuses more, or asks no one. */
    private static double ahead(Map<String, Map<String, String>> rows, Map<String, String> row, String column) {
        Library told = rows.containsKey(Library.JWKS4J_BY_URI.label()) ? Library.JWKS4J_BY_URI : Library.JWKS4J;
        Map<String, String> ours = rows.getOrDefault(told.label(), Map.of());
        double ourTime = Bar.number(ours, column);
        boolean servesLess = unserved(row) > unserved(ours) || Bar.number(row, "requests") == 0;
        double factor = Bar.number(row, column) / ourTime;
        return servesLess || ourTime < MILLIS_THAT_COUNT || Double.isNaN(factor) ? 1 : factor;
    }

    private static double unserved(Map<String, String> row) {
        double all = 0;
        for (String column : List.of("refused", "told no", "not told", "refusals", "not served")) {
            double value = Bar.number(row, column);
            all += Double.isNaN(value) ? 0 : value;
        }
        return all;
    }

    private void addBars(Results results) {
        if (!suite.bars().isEmpty()) {
            text.append("\n| budget | at most | measured | |\n|---|--:|--:|---|\n");
            suite.bars().forEach(bar -> text.append(bar.row(results)));
        }
    }

    private void table(Map<String, Map<String, String>> rows) {
        List<String> columns = List.copyOf(rows.values().iterator().next().keySet());
        text.append("| | ").append(String.join(" | ", columns)).append(" |\n|---|");
        text.append("--:|".repeat(columns.size())).append('\n');
        rows.forEach((library, row) -> {
            text.append("| ").append(library);
            columns.forEach(column -> text.append(" | ").append(row.getOrDefault(column, "–")));
            text.append(" |\n");
        });
    }

    /** A bar for each that has a time; one that someone was still waiting for is as long as he had waited. */
    private void plot(Scenario scenario, String column, Map<String, Map<String, String>> rows, int java) {
        BarChart chart = new BarChart(scenario.name() + ": " + column.replace(", ms", "") + ", Java " + java, "ms");
        rows.forEach((library, row) -> {
            double value = Bar.number(row, column);
            if (value > 0) {
                chart.bar(library, value);
            }
        });
        String file = "plots/" + suite.name() + "-" + scenario.name() + "-java" + java + ".svg";
        plots.put(file, chart.svg());
        text.append("\n![")
                .append(scenario.name())
                .append(", ")
                .append(column)
                .append("](")
                .append(file)
                .append(")\n");
    }

    /** File names, relative to the page, and SVG documents. */
    Map<String, String> plots() {
        return plots;
    }

    String markdown() {
        return text.toString();
    }
}
