package org.jwks4j.simulation.scenario;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jwks4j.simulation.plot.Figure;

/** A chapter as Markdown. */
final class Page {
    private static final List<String> HEADINGS = List.of(
            "",
            "callers",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "max ms",
            "401",
            "503",
            "stale",
            "metadata",
            "JWKS",
            "of these 304",
            "worst minute");

    private final Chapter chapter;

    Page(Chapter chapter) {
        this.chapter = chapter;
    }

    /** Its line in the list at the top, with a link to it. */
    void summarize(StringBuilder page) {
        String anchor = chapter.title.toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^a-z0-9-]", "");
        page.append("- [" + chapter.title + "](#" + anchor + "): " + chapter.gist + "\n");
    }

    void writeTo(StringBuilder page) {
        page.append("## ").append(chapter.title).append("\n\n");
        page.append(chapter.story).append("\n\n");
        for (Chapter.Shown shown : chapter.figures) {
            Figure figure = shown.figure();
            page.append("![" + figure.caption() + "](" + figure.fileName() + ")\n\n");
            page.append(shown.lookFor()).append("\n\n");
        }
        table(page, HEADINGS, chapter.rows.stream().map(Page::cells).toList());
        table(
                page,
                List.of("promised", "limit", "measured", ""),
                chapter.promises.stream().map(Page::cells).toList());
    }

    private static List<String> cells(Chapter.Row row) {
        Tally callers = row.callers();
        Requests requests = row.requests();
        Stream<String> waits = Stream.of(500, 990, 999, 1000).map(share -> Words.millis(callers.perMille(share)));
        Stream<String> counts = Stream.of(
                        callers.refused401(),
                        callers.refused503(),
                        callers.stale(),
                        requests.metadata(),
                        requests.jwks(),
                        requests.unchanged(),
                        requests.worstWithin(Span.MINUTE))
                .map(Words::count);
        return Stream.of(Stream.of(row.label(), Words.count(callers.callers())), waits, counts)
                .flatMap(cells -> cells)
                .toList();
    }

    private static List<String> cells(Promise promise) {
        return List.of(promise.what(), promise.limit(), promise.measured(), promise.kept() ? "kept" : "**broken**");
    }

    private static void table(StringBuilder page, List<String> headings, List<List<String>> rows) {
        line(page, headings);
        line(
                page,
                headings.stream()
                        .map(heading -> heading.equals(headings.get(0)) ? "---" : "--:")
                        .toList());
        rows.forEach(row -> line(page, row));
        page.append('\n');
    }

    private static void line(StringBuilder page, List<String> cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
