package org.jwks4j.simulation.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stories as Markdown with its figures.
 *
 * @param files content by name
 * @param broken the promises that were not kept
 */
public record Report(Map<String, String> files, List<String> broken) {
    private static final String PAGE = "README.md";
    private static final String BEGINNING = """
            # What callers and issuers notice

            Rotations, outages, floods and herds, played in virtual time with real `KeyFetcher`s: the engine is the one that
            users run, with its default settings; callers, nodes' clocks, the network and the issuer are simulated. This page and
            its figures are written by

            ```
            scripts/simulate report
            ```

            in some ten seconds, from fixed seeds: the same code writes the same bytes. A test fails where the page and the code
            disagree (`ScenariosTest`), another where a promise is broken.

            """;
    private static final String READING = """
            **How to read the tables.** *Callers* came at random moments (a Poisson process) at the rate that the story says.
            Half of them had just got their token, the others up to ten minutes before. *p50* to *max* is how long they waited
            for their answer, in milliseconds of virtual time; 0 means that it was there at once. *401* and *503* are how many of
            them were refused. *Stale* is how many were served keys past their freshness. Then the requests to the issuer by all
            nodes together while these callers came: for metadata, for the JWK Set, how many of the latter were answered with
            304, and the most within any minute.

            **What this cannot say.** Virtual time passes only on the network and in timers. Computing takes none, so that 0 ms
            stands for the microseconds that [the benchmarks](../benchmarks) measure, and nothing here waits for a processor, a
            garbage collector or a full socket table. Round trips are drawn, mostly around 17 ms, between 5 and 60 ms, unless
            the story says otherwise; real networks have longer tails. Callers do not try again when they are refused, though
            they are told when it would help.

            """;

    /** A report, copied. */
    public Report {
        broken = List.copyOf(broken);
    }

    static Report of(List<Chapter> chapters) {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder page = new StringBuilder(BEGINNING);
        chapters.forEach(chapter -> new Page(chapter).summarize(page));
        page.append('\n').append(READING);
        chapters.forEach(chapter -> new Page(chapter).writeTo(page));
        files.put(PAGE, page.toString().stripTrailing() + "\n");
        chapters.stream()
                .flatMap(chapter -> chapter.figures.stream())
                .map(Chapter.Shown::figure)
                .forEach(figure -> files.put(figure.fileName(), figure.svg()));
        return new Report(files, broken(chapters));
    }

    private static List<String> broken(List<Chapter> chapters) {
        return chapters.stream()
                .flatMap(chapter -> chapter.promises.stream()
                        .filter(promise -> !promise.kept())
                        .map(promise -> chapter.title + ": " + promise))
                .toList();
    }

    /** Writes all files into a folder. */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
