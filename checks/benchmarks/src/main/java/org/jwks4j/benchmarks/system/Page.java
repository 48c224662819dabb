package org.jwks4j.benchmarks.system;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.benchmarks.report.BarChart;

/** The results of every Java as Markdown. */
final class Page {
    private static final String CLASSES = "../../checks/benchmarks/src/main/java/org/jwks4j/benchmarks/system";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> plots = new LinkedHashMap<>();

    Page(List<Scenario> scenarios) {
        text.append("""
                # Whole services, and an issuer that is slow, down, or rotates

                Services that verify tokens (RS256, all claims checked) against an issuer on loopback, in real time: one library after the
                other in one run, each with an issuer and a set-up of its own, as its documentation says:
                [jwks4j](%1$s/Jwks4j.java), [Nimbus](%1$s/Nimbus.java), [java-jwt with jwks-rsa](%1$s/JavaJwt.java),
                [jose4j](%1$s/Jose4j.java), [Spring Security](%1$s/Spring.java). jjwt, Tink and Vert.x leave fetching keys to others and
                so are not here. jwks4j is told the issuer, and asks for metadata first: a request, and a wait, more than the others, who are
                told the JWKS URI.

                Times are in milliseconds, of calls whatever their answer was: a refusal can be quick, so read them beside the refusals. `>`
                stands before the time of somebody who was still waiting when the measurement ended. Threads are platform threads. Where
                calls come at a steady rate, who queues behind a call that hangs has been waiting since its turn. The numbers of requests,
                and of refusals, are what to look at first; times below ten milliseconds are the machine's scheduler as much as anybody's.
                Run by

                ```
                scripts/bench system                # all but the tenants; about eight minutes, on the Java of JAVA_HOME
                scripts/bench system flood          # only scenarios whose names contain an argument
                scripts/bench system --quick        # less of each, written below benchmarks/target instead
                ```

                """.formatted(CLASSES));
        for (Scenario scenario : scenarios) {
            text.append("- **")
                    .append(scenario.name())
                    .append("**: ")
                    .append(scenario.note())
                    .append('\n');
        }
    }

    /** Adds what one Java measured. */
    void add(Results results, List<Scenario> scenarios) {
        text.append("\n## ").append(results.machine()).append('\n');
        for (Scenario scenario : scenarios) {
            Map<String, Map<String, String>> rows = results.of(scenario);
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
            String value = row.getOrDefault(column, "–");
            if (!value.equals("–")) {
                chart.bar(library, Double.parseDouble(value.replace(">", "")));
            }
        });
        String file = "plots/system-" + scenario.name() + "-java" + java + ".svg";
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
