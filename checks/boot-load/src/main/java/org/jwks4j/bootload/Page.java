package org.jwks4j.bootload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jwks4j.simulation.plot.Figure;

/** The page of the documentation, which has a section for each run; what is above them is written by hand. */
final class Page {
    private final Path docs;

    Page(Path docs) {
        this.docs = docs;
    }

    /** Writes a run's section, in place of the one that there is, and its picture. */
    void write(Comparison run) throws IOException {
        Figure figure = run.figure();
        Files.createDirectories(docs.resolve("pictures"));
        Files.writeString(docs.resolve("pictures").resolve(figure.fileName()), figure.svg());
        Path page = docs.resolve("spring-boot-load.md");
        Files.writeString(page, with(Files.readString(page), section(run)));
    }

    /** A section begins with its heading, and ends before the next one. */
    static String with(String page, String section) {
        String heading = section.substring(0, section.indexOf('\n') + 1);
        int start = page.indexOf(heading);
        if (start < 0) {
            throw new IllegalArgumentException("the page has no " + heading);
        }
        int next = page.indexOf("\n## ", start);
        return page.substring(0, start) + section + (next < 0 ? "" : page.substring(next));
    }

    private static String section(Comparison run) {
        return """
                ## Issuer: %s

                %s away from 290 s to %d s; %d cores, Java %d.

                | | good tokens sent | refused | with status | median | p99 | p99.9 | requests at the issuer |
                |---|---|---|---|---|---|---|---|
                %s
                ![Good tokens refused in each second, and requests at the issuer](pictures/%s)
                """.formatted(
                        run.issuer().name(),
                        run.issuer().version(),
                        run.back(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        run.rows(),
                        run.figure().fileName());
    }
}
