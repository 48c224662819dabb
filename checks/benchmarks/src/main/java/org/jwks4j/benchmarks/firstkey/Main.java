package org.jwks4j.benchmarks.firstkey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.benchmarks.report.Machine;
import org.jwks4j.benchmarks.report.PageFolder;

/** Starts JVM after JVM, everybody by turns, and writes the page out of the results of every Java. */
public final class Main {
    private static final double MILLISECOND = 1e6;

    private final int rounds;
    private final PageFolder folder;

    private Main(boolean quick) {
        this.rounds = quick ? 3 : 15;
        this.folder = new PageFolder("first-key", quick);
    }

    /**
     * The entry point.
     *
     * @param args perhaps {@code --quick} or {@code --page}
     * @throws Exception when a library finds no key or a file cannot be written
     */
    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        Main main = new Main(words.contains("--quick"));
        if (!words.contains("--page")) {
            main.measure();
        }
        System.out.println(main.writePage());
    }

    private void measure() throws Exception {
        Results results = new Results(Machine.describe());
        try (NewJvm jvm = new NewJvm()) {
            for (Library library : Library.values()) {
                for (boolean overTls : new boolean[] {false, true}) {
                    jvm.record(library, overTls);
                    String table = Page.CLASSES + (overTls ? Variant.HTTPS : Variant.HTTP).title();
                    LoadedClasses.of(jvm.classes(library, overTls))
                            .forEach((kind, count) -> results.put(table, library.label(), kind, count));
                }
            }
            for (Variant variant : Variant.values()) {
                measure(variant, jvm, results);
            }
        }
        results.write(folder.ownResults());
    }

    private void measure(Variant variant, NewJvm jvm, Results results) throws IOException, InterruptedException {
        Map<Library, Map<String, List<Long>>> all = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Library library : Library.values()) {
                jvm.measure(library, variant)
                        .forEach((what, nanos) -> all.computeIfAbsent(library, none -> new LinkedHashMap<>())
                                .computeIfAbsent(what, none -> new ArrayList<>())
                                .add(nanos));
            }
        }
        all.forEach((library, times) -> times.forEach((what, nanos) -> {
            List<Long> sorted = nanos.stream().sorted().toList();
            results.put(variant.title(), library.label(), what + ", least", sorted.get(0) / MILLISECOND);
            results.put(variant.title(), library.label(), what, sorted.get(sorted.size() / 2) / MILLISECOND);
        }));
        System.out.println(variant.title() + ": " + results.row(variant.title(), Library.JWKS4J) + " against "
                + results.row(variant.title(), Library.NIMBUS));
    }

    private Path writePage() throws IOException {
        Page page = new Page();
        for (Path file : folder.allResults()) {
            page.add(Results.read(file));
        }
        return folder.write(page.plots(), page.markdown());
    }
}
