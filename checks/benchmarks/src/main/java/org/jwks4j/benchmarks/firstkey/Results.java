package org.jwks4j.benchmarks.firstkey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one Java measured: numbers by table, library and column, kept in a file of a line for each of them. */
final class Results {
    private final String machine;
    private final Map<String, Map<String, Map<String, Double>>> tables = new LinkedHashMap<>();

    Results(String machine) {
        this.machine = machine;
    }

    static Results read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Results results = new Results(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            results.put(fields[0], fields[1], fields[2], Double.parseDouble(fields[3]));
        }
        return results;
    }

    void put(String table, String library, String column, double value) {
        tables.computeIfAbsent(table, name -> new LinkedHashMap<>())
                .computeIfAbsent(library, name -> new LinkedHashMap<>())
                .put(column, value);
    }

    /** The row of a library; empty if it has none. */
    Map<String, Double> row(String table, Library library) {
        return tables.getOrDefault(table, Map.of()).getOrDefault(library.label(), Map.of());
    }

    String machine() {
        return machine;
    }

    /** The Java that the description begins with. */
    int java() {
        return Runtime.Version.parse(machine.split(" ", -1)[1]).feature();
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(machine));
        tables.forEach((table, rows) -> rows.forEach((library, row) -> row.forEach(
                (column, value) -> lines.add(String.join("\t", table, library, column, String.valueOf(value))))));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }
}
