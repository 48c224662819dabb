package org.jwks4j.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A group's results as Markdown. */
final class Page {
    private final StringBuilder text = new StringBuilder();

    Page(Group group) {
        text.append("# " + group.title() + "\n\n" + group.introduction())
                .append(
                        "\nTimes are nanoseconds a call takes, averaged over an iteration: the best, the median and the worst"
                                + " iteration of all forks.\nThe ratio is of medians within one run; it is what can be"
                                + " compared between machines. Run by\n\n```\nscripts/bench "
                                + group.name() + "\n```\n");
    }

    /** Adds what one Java measured. */
    void add(String description, List<Measurement> measurements) {
        text.append("\n## " + description + "\n");
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            String title = measurement.table() + ", threads: " + measurement.threads();
            Measurement ours = measurements.stream()
                    .filter(other -> other.table().equals(measurement.table()))
                    .filter(other -> other.threads() == measurement.threads())
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
}
