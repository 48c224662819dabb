package org.jwks4j.benchmarks.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs all scenarios, or those whose names contain the first argument, and writes a Markdown table for each. */
public final class Main {
    private Main() {}

    /**
     * The entry point.
     *
     * @param args part of a scenario's name, or nothing
     * @throws Exception when a scenario breaks off
     */
    public static void main(String[] args) throws Exception {
        String wanted = args.length == 0 ? "" : args[0];
        System.out.printf(
                "Java %s on %d cores.%n%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        new ColdHerd().run(); // so that not the JVM's start is measured
        for (Scenario scenario : scenarios()) {
            if (scenario.name().contains(wanted)) {
                System.out.printf("| %s | |%n|---|---|%n", scenario.name());
                for (Map.Entry<String, String> result : scenario.run().entrySet()) {
                    System.out.printf("| %s | %s |%n", result.getKey(), result.getValue());
                }
                System.out.println();
            }
        }
    }

    private static List<Scenario> scenarios() {
        return List.of(
                new ColdHerd(),
                new DownAtStart(),
                new InventedKeys(),
                new RefreshUnderLoad(Duration.ofMillis(200)),
                new RefreshUnderLoad(Duration.ofMillis(700)),
                new Outage(),
                new ManyTenants());
    }
}
