package org.jwks4j.benchmarks.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A group's results as Markdown, and its charts. */
final class Page {
    private final Group group;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> plots = new LinkedHashMap<>();

    Page(Group group) {
        this.group = group;
        text.append("# " + group.title() + "\n\n" + group.introduction()).append("""

                        Times are nanoseconds a call takes, averaged over an iteration: the best, the median and the worst of five
                        iterations in each of one to five JVMs, after it was warm. Everybody has a turn before anybody has the next
                        one. The ratio is of medians within one run; it is what can be compared between machines. Run by

                        ```
                        scripts/bench \
                        """ + group.name() + "\n```\n");
    }

    /** Adds what one Java measured: the machine in the first line, then measurements. */
    void add(List<String> lines) {
        String description = lines.get(0);
        Results results = Results.byMedians(
                Runtime.Version.parse(description.split(" ", -1)[1]).feature(),
                lines.stream().skip(1).map(Measurement::parse).toList());
        text.append("\n## " + description + "\n");
        addBudgets(results);
        group.plotted().forEach(start -> addPlot(start, results));
        addTables(results.measurements());
    }

    private void addBudgets(Results results) {
        text.append("\n| budget | limit | by medians | by the best iterations |\n|---|--:|---|---|\n");
        group.budgets().apply(results.java()).forEach(budget -> text.append(budget.row(results)));
    }

    /** One chart of all tables that begin so, such as all crypto of an algorithm. */
    private void addPlot(String start, Results results) {
        BarChart chart = new BarChart(group.title() + ": " + start + ", Java " + results.java(), "ns");
        List<String> tables = results.measurements().stream()
                .map(Measurement::table)
                .distinct()
                .toList();
        List<Measurement> plotted = results.measurements().stream()
                .filter(row -> row.threads() == 1)
                .filter(row -> row.table().equals(start) || row.table().startsWith(start + ","))
                .sorted(Comparator.comparing(Measurement::table, Comparator.comparingInt(tables::indexOf)))
                .toList();
        if (plotted.isEmpty()) {
            return;
        }
        boolean oneTable = plotted.stream().map(Measurement::table).distinct().count() == 1;
        for (Measurement row : plotted) {
            String crypto =
                    row.table().substring(Math.min(row.table().length(), start.length() + ", crypto ".length()));
            chart.bar(oneTable ? row.name() : row.name() + ", " + crypto, row.median());
        }
        String file = String.format(
                Locale.ROOT, "plots/%s-%s-java%d.svg", group.name(), start.toLowerCase(Locale.ROOT), results.java());
        plots.put(file, chart.svg());
        text.append("\n![" + start + ", nanoseconds](" + file + ")\n");
    }

    private void addTables(List<Measurement> measurements) {
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            String title = measurement.table() + ", threads: " + measurement.threads();
            Measurement ours = measurements.stream()
                    .filter(other -> other.isOf(measurement.table(), measurement.threads()))
                    .filter(other -> other.name().startsWith("jwks4j"))
                    .findFirst()
                    .orElse(measurement);
            tables.computeIfAbsent(title, Page::head).append(row(measurement, ours));
        }
        tables.values().forEach(text::append);
    }

    private static StringBuilder head(String title) {
        return new StringBuilder("\n| " + title
                + " | min | median | max | × jwks4j | bytes | calls per second |\n|---|--:|--:|--:|--:|--:|--:|\n");
    }

    private static String row(Measurement measurement, Measurement ours) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %.2f | %,.0f | %,.0f |%n",
                measurement.name(),
                measurement.min(),
                measurement.median(),
                measurement.max(),
                measurement.median() / ours.median(),
                measurement.bytes(),
                measurement.perSecond());
    }

    String markdown() {
        return text.toString();
    }

    /** File names, relative to the page, and SVG documents. */
    Map<String, String> plots() {
        return plots;
    }
}
