package org.jwks4j.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jwks4j.benchmarks.report.Machine;
import org.jwks4j.testkit.Misbehaviour;

/** Runs scenarios on this Java, keeps their results, and writes the page out of those of every Java. */
public final class Main {
    private final boolean quick;
    private final Path folder;
    private final List<Scenario> scenarios;

    private Main(boolean quick) {
        this.quick = quick;
        this.folder = Path.of(quick ? "benchmarks/target/bench" : "docs/benchmarks");
        this.scenarios = scenarios();
    }

    /**
     * The entry point.
     *
     * @param args parts of scenarios' names, or none for all; perhaps {@code --quick} or {@code --page}
     * @throws Exception when a scenario breaks off or a file cannot be written
     */
    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        Main main = new Main(words.contains("--quick"));
        if (!words.contains("--page")) {
            main.measure(words.stream().filter(word -> !word.startsWith("--")).toList());
        }
        System.out.println(main.writePage());
    }

    private List<Scenario> scenarios() {
        Duration patience = Duration.ofSeconds(quick ? 5 : 20);
        Duration outage = Duration.ofSeconds(quick ? 3 : 6);
        return List.of(
                new ColdHerd(
                        "cold-herd",
                        1_000,
                        Duration.ofMillis(100),
                        patience,
                        "Nothing was fetched before. Times count from the moment that lets all threads go."),
                new Refresh(5_000, Duration.ofSeconds(quick ? 3 : 10), Duration.ofMillis(200)),
                new Flood(
                        quick ? 4_000 : 10_000,
                        Duration.ofSeconds(quick ? 2 : 5),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(quick ? 5 : 40)),
                new DownAtStart(200, patience),
                new Outage("outage", "answers 503", Misbehaviour.status(503), outage),
                new Outage("outage-silent", "holds connections open", Misbehaviour.hang(), outage),
                new ColdHerd(
                        "slow-issuer",
                        200,
                        Duration.ofMillis(700),
                        patience,
                        "As `cold-herd`. Nimbus' default gives an answer 500 ms, and its source takes another timeout when asked."),
                new ManyTenants());
    }

    private void measure(List<String> wanted) throws Exception {
        Path file = folder.resolve("results")
                .resolve("system-java" + Runtime.version().feature() + ".tsv");
        Results results = Results.read(file);
        results.machine(Machine.describe());
        warmUp();
        for (Scenario scenario : scenarios) {
            boolean named = wanted.stream().anyMatch(scenario.name()::contains);
            if (named || (wanted.isEmpty() && !scenario.onlyWhenNamed())) {
                results.forget(scenario);
                for (Library library : scenario.libraries()) {
                    long begin = System.nanoTime();
                    Map<String, String> row = scenario.run(library);
                    results.add(scenario, library, row);
                    System.out.printf(
                            "%s, %s, in %s ms: %s%n",
                            scenario.name(), library.label(), Latencies.millis(System.nanoTime() - begin), row);
                }
                results.write(file);
            }
        }
    }

    /** Classes are loaded and code is compiled before the first measurement. */
    private static void warmUp() throws Exception {
        for (Library library : Library.USUAL) {
            try (Service service = new Service(library, null)) {
                service.misbehave(Misbehaviour.latency(Duration.ofMillis(20)));
                new Herd(service, service.token(), 100).await(Duration.ofSeconds(5));
                service.warmedUp();
            }
        }
    }

    private Path writePage() throws IOException {
        Page page = new Page(scenarios);
        try (Stream<Path> files = Files.list(folder.resolve("results"))) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith("system-")) {
                    page.add(Results.read(file), scenarios);
                }
            }
        }
        Files.createDirectories(folder.resolve("plots"));
        for (Map.Entry<String, String> plot : page.plots().entrySet()) {
            Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
        }
        return Files.writeString(folder.resolve("system.md"), page.markdown());
    }
}
