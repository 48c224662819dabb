package org.jwks4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a page is written, with its plots and with the results of each Java that it is made of. */
public final class PageFolder {
    private final Path folder;
    private final String page;

    /**
     * A place for one page.
     *
     * @param page its name, such as {@code resolve}
     * @param quick whether less was measured than for the documentation
     */
    public PageFolder(String page, boolean quick) {
        this.page = page;
        this.folder = Path.of(quick ? "checks/benchmarks/target/bench" : "docs/benchmarks");
    }

    /**
     * Where the results of the Java that runs this are kept.
     *
     * @return a file, whose folder is there
     * @throws IOException when the folder cannot be made
     */
    public Path ownResults() throws IOException {
        String name = page + "-java" + Runtime.version().feature() + ".tsv";
        return Files.createDirectories(results()).resolve(name);
    }

    /**
     * The results of every Java.
     *
     * @return files, by their names
     * @throws IOException when the folder cannot be read
     */
    public List<Path> allResults() throws IOException {
        try (Stream<Path> files = Files.list(results())) {
            return files.filter(file -> file.getFileName().toString().startsWith(page + "-"))
                    .sorted()
                    .toList();
        }
    }

    private Path results() {
        return folder.resolve("results");
    }

    /**
     * Writes the page.
     *
     * @param plots SVG, by the names that the page has for them
     * @param markdown the page
     * @return the page's file
     * @throws IOException when it cannot be written
     */
    public Path write(Map<String, String> plots, String markdown) throws IOException {
        Files.createDirectories(folder.resolve("plots"));
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
        }
        return Files.writeString(folder.resolve(page + ".md"), markdown);
    }
}
