package org.jwks4j.benchmarks.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.benchmarks.report.Machine;
import org.jwks4j.benchmarks.report.PageFolder;
import org.jwks4j.testkit.Misbehaviour;

/** Runs a suite's scenarios on this Java, keeps their results, and writes the page out of those of every Java. */
public final class Main {
    private final PageFolder folder;
    private final Suite suite;

    private Main(Suite suite, boolean quick) {
        this.suite = suite;
        this.folder = new PageFolder(suite.name(), quick);
    }

    /**
     * The entry point.
     *
     * @param args the suite's name; then parts of scenarios' names, or none for all; perhaps {@code --quick} or {@code --page}
     * @throws Exception when a scenario breaks off or a file cannot be written
     */
    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        boolean quick = words.contains("--quick");
        Main main = new Main(Suite.named(words.get(0), quick), quick);
        if (!words.contains("--page")) {
            main.measure(words.stream()
                    .skip(1)
                    .filter(word -> !word.startsWith("--"))
                    .toList());
        }
        System.out.println(main.writePage());
    }

    private void measure(List<String> wanted) throws Exception {
        Path file = folder.ownResults();
        Results results = Results.read(file);
        results.machine(Machine.describe());
        warmUp();
        for (Scenario scenario : suite.scenarios()) {
            boolean named = wanted.stream().anyMatch(scenario.name()::contains);
            if (named || (wanted.isEmpty() && !scenario.onlyWhenNamed())) {
                results.forget(scenario);
                String column = scenario.plotted().orElse(Latencies.MAX);
                byTurns(scenario)
                        .forEach((library, rounds) -> results.add(scenario, library, Rounds.combined(rounds, column)));
                results.write(file);
            }
        }
    }

    /** Everybody has a turn before anybody has the next one, so that a machine that becomes slower does so for all. */
    private static Map<Library, List<Map<String, String>>> byTurns(Scenario scenario) throws Exception {
        Map<Library, List<Map<String, String>>> rows = new LinkedHashMap<>();
        for (int round = 0; round < scenario.rounds(); round++) {
            for (Library library : scenario.libraries()) {
                long begin = System.nanoTime();
                Map<String, String> row = scenario.run(library);
                rows.computeIfAbsent(library, any -> new ArrayList<>()).add(row);
                System.out.printf(
                        "%s, %s, in %s ms: %s%n",
                        scenario.name(), library.label(), Latencies.millis(System.nanoTime() - begin), row);
            }
        }
        return rows;
    }

    /** Classes are loaded and code is compiled before the first measurement. */
    private static void warmUp() throws Exception {
        for (Library library : Library.USUAL) {
            try (Service service = new Service(library, null)) {
                service.misbehave(Misbehaviour.latency(Duration.ofMillis(20)));
                new Herd(service, 100).await(Duration.ofSeconds(5));
                service.warmedUp();
            }
        }
    }

    private Path writePage() throws IOException {
        Page page = new Page(suite);
        for (Path file : folder.allResults()) {
            page.add(Results.read(file));
        }
        return folder.write(page.plots(), page.markdown());
    }
}
