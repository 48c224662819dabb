package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page, the list of documents, the classes and their tests say the same. */
class VendorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "vendors.md");
    private static final Path MAIN = Path.of("src/main/java/org/jwks4j/vendors");
    private static final Path DOCUMENTS = Path.of("src/test/resources/org/jwks4j/vendors");
    private static final Set<String> NO_VENDORS = Set.of("VendorTrust", "Vendors");
    private static final Pattern PUBLIC = Pattern.compile("^public final class (\\w+)", Pattern.MULTILINE);
    private static final Pattern FUNCTION = Pattern.compile("`(\\w+)\\.");

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.split(" \\| ", -1))
                .toList();
    }

    private static Map<String, String[]> rowsByClass() throws IOException {
        return rows().stream()
                .collect(Collectors.toMap(
                        row -> {
                            Matcher function = FUNCTION.matcher(row[1]);
                            assertThat(function.find()).as(row[1]).isTrue();
                            return function.group(1);
                        },
                        row -> row));
    }

    /** The lines of the list, by the vendor's folder. */
    private static Map<String, Set<String>> listedWhen() throws IOException {
        Map<String, Set<String>> when = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENTS.resolve("documents.tsv"))) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                when.computeIfAbsent(columns[0].split("/", -1)[0], any -> new TreeSet<>())
                        .add(columns[1]);
            }
        }
        return when;
    }

    @Test
    void eachVendor_hasARowAndATest() throws IOException {
        Set<String> vendors = new TreeSet<>();
        try (Stream<Path> files = Files.list(MAIN)) {
            for (Path file : files.toList()) {
                Matcher type = PUBLIC.matcher(Files.readString(file));
                if (type.find() && !NO_VENDORS.contains(type.group(1))) {
                    vendors.add(type.group(1));
                }
            }
        }
        assertThat(new TreeSet<>(rowsByClass().keySet())).isEqualTo(vendors);
        Set<String> tested = new TreeSet<>();
        VendorConfusionTest.VENDORS.forEach(
                test -> tested.add(test.getClass().getSimpleName().replace("Test", "")));
        assertThat(tested).isEqualTo(vendors);
    }

    @Test
    void eachRow_saysSinceWhenItsDocumentsAre() throws IOException {
        Map<String, Set<String>> listed = listedWhen();
        for (Map.Entry<String, String[]> row : rowsByClass().entrySet()) {
            String folder = folder(row.getKey());
            String[] cells = row.getValue();
            assertThat(cells).hasSize(6);
            String said = cells[5].replace(" |", "");
            assertThat(said).as(row.getKey()).isEqualTo(String.join(", ", listed.getOrDefault(folder, Set.of("none"))));
        }
    }

    private static String folder(String type) {
        return type.replace("GitHub", "Github")
                .replace("GitLab", "Gitlab")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void eachDocument_isListedAndUsed() throws IOException {
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.walk(DOCUMENTS, 2)) {
            files.filter(file -> Files.isRegularFile(file) && !file.getParent().equals(DOCUMENTS))
                    .forEach(file -> there.add(DOCUMENTS.relativize(file).toString()));
        }
        Set<String> listed = Files.readAllLines(DOCUMENTS.resolve("documents.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = VendorConfusionTest.cases().stream()
                .flatMap(vendor -> vendor.documents.values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isEqualTo(listed);
        assertThat(there).isEqualTo(used);
    }
}
