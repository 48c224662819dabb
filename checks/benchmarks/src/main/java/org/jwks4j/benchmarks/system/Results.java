package org.jwks4j.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one Java measured: rows by scenario and library, kept in a file of a line for each cell. */
final class Results {
    private String machine = "";
    private final Map<String, Map<String, Map<String, String>>> rows = new LinkedHashMap<>();

    /** Empty when there is no such file. */
    static Results read(Path file) throws IOException {
        Results results = new Results();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            results.machine = lines.get(0);
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split("\t", -1);
                results.row(fields[0], fields[1]).put(fields[2], fields[3]);
            }
        }
        return results;
    }

    private Map<String, String> row(String scenario, String library) {
        return rows.computeIfAbsent(scenario, name -> new LinkedHashMap<>())
                .computeIfAbsent(library, label -> new LinkedHashMap<>());
    }

    String machine() {
        return machine;
    }

    /** The Java that the description begins with. */
    int java() {
        return Runtime.Version.parse(machine.split(" ", -1)[1]).feature();
    }

    void machine(String description) {
        machine = description;
    }

    /** The rows of a scenario, by library; none when it was not run. */
    Map<String, Map<String, String>> of(String scenario) {
        return rows.getOrDefault(scenario, Map.of());
    }

    /** Forgets what was measured of a scenario before. */
    void forget(Scenario scenario) {
        rows.remove(scenario.name());
    }

    void add(Scenario scenario, Library library, Map<String, String> row) {
        row(scenario.name(), library.label()).putAll(row);
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(machine + "\n");
        rows.forEach((scenario, libraries) -> libraries.forEach((library, row) -> row.forEach((column, value) ->
                text.append(String.join("\t", scenario, library, column, value)).append('\n'))));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
