package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of ARCHITECTURE.md that say which folder holds what are those of the sources. */
class RoomsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path CORE = ROOT.resolve("core/src/main/java/org/jwks4j");
    private static final int MOST_FILES = 40;

    private static final int MOST_EXPORTED_TYPES = 39;

    /** A type of an API that offers what makes it or makes use of it: its builder, its parser, its blocking form. */
    private static final List<Set<String>> DOORS = List.of(
            Set.of("Assembly", "BlockingKeyFetcher", "KeyFetcher", "KeyFetcherBuilder"),
            Set.of("BlockingJwtVerifier", "JwtVerifier", "JwtVerifierBuilder"),
            Set.of("KeyLog", "KeyLogBuilder"),
            Set.of("FakeIssuer", "FakeIssuerBuilder"),
            Set.of("LocalReplayMemory", "ReplayMemory", "SharedReplayMemory"),
            Set.of("JsonObject", "JsonReader", "JsonWriter"),
            Set.of("Jwk", "JwkParser"),
            Set.of("JwkSet", "JwkSetParser"));

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|.*\\|([^|]*)\\|");
    private static final Pattern REASON = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern ROOM = Pattern.compile("\\borg\\.jwks4j\\.(?:([a-z]+)\\.)?[A-Z]");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern NO_CODE = Pattern.compile(
            "/\\*.*?\\*/|//[^\n]*|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|\\bpermits\\b[^{]*", Pattern.DOTALL);

    @Test
    void eachRoom_usesWhatTheTableSays() throws IOException {
        Map<String, Set<String>> written = roomsAsWritten();
        assertThat(roomsAsTheyAre()).isEqualTo(written);
        assertThat(circles(written)).isEmpty();
    }

    private static Map<String, Set<String>> roomsAsWritten() throws IOException {
        Map<String, Set<String>> rooms = new TreeMap<>();
        for (MatchResult row : rows("## Rooms of core")) {
            Set<String> uses = NAME.matcher(row.group(2))
                    .results()
                    .map(name -> name.group(1))
                    .filter(name -> Character.isLowerCase(name.charAt(0)))
                    .collect(Collectors.toCollection(TreeSet::new));
            rooms.put(row.group(1).replaceFirst("org\\.jwks4j\\.?", ""), uses);
        }
        return rooms;
    }

    private static Map<String, Set<String>> roomsAsTheyAre() throws IOException {
        Map<String, Set<String>> rooms = new TreeMap<>();
        for (Path file : sources(CORE)) {
            String room = CORE.relativize(file.getParent()).toString();
            Set<String> uses = rooms.computeIfAbsent(room, any -> new TreeSet<>());
            ROOM.matcher(code(file))
                    .results()
                    .map(use -> use.group(1) == null ? "" : use.group(1))
                    .filter(used -> !used.equals(room))
                    .forEach(uses::add);
        }
        return rooms;
    }

    @Test
    void typesThatArePublished_haveNoCircle() throws IOException {
        Map<Path, Set<String>> found = new TreeMap<>();
        for (Path module : publishedModules()) {
            Map<String, String> code = new TreeMap<>();
            for (Path file : sources(module.resolve("src/main/java"))) {
                code.merge(file.getFileName().toString().replace(".java", ""), code(file), String::concat);
            }
            Map<String, Set<String>> uses = new TreeMap<>();
            code.forEach((type, text) -> uses.put(type, usedTypes(type, text, code.keySet())));
            found.put(module, circles(uses));
        }
        assertThat(found.values()).as("circles: %s", found).allMatch(Set::isEmpty);
    }

    private static Set<String> usedTypes(String type, String code, Set<String> types) {
        Set<String> door =
                DOORS.stream().filter(known -> known.contains(type)).findFirst().orElse(Set.of());
        return WORD.matcher(code)
                .results()
                .map(MatchResult::group)
                .filter(word -> types.contains(word) && !word.equals(type) && !door.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is left once all that use nothing, or only such, are taken away. */
    private static Set<String> circles(Map<String, Set<String>> uses) {
        Set<String> left = new TreeSet<>(uses.keySet());
        Set<String> free = new HashSet<>();
        do {
            free.clear();
            left.stream()
                    .filter(one -> uses.get(one).stream().noneMatch(left::contains))
                    .forEach(free::add);
            left.removeAll(free);
        } while (!free.isEmpty());
        return left;
    }

    @Test
    void noFolder_hasMoreThanFortySources() throws IOException {
        for (Path module : modules()) {
            Map<Path, Long> folders = sources(module.resolve("src/main/java")).stream()
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            folders.forEach((folder, files) -> {
                String name = ROOT.relativize(folder).toString();
                assertThat(files).as(name).isLessThanOrEqualTo(MOST_FILES);
            });
        }
    }

    @Test
    void eachExportedType_isInTheTableWithItsReason() throws IOException {
        Set<String> exported = new TreeSet<>();
        for (Path file : sources(CORE)) {
            String room = CORE.relativize(file.getParent()).toString().replace('/', '.');
            String name = room.isEmpty() ? "org.jwks4j" : "org.jwks4j." + room;
            if (isExported(name) && Files.readString(file).contains("\npublic ")) {
                exported.add(file.getFileName().toString().replace(".java", ""));
            }
        }
        Set<String> written = rows("## What is public in core, and why", REASON).stream()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(exported).isEqualTo(written).hasSizeLessThanOrEqualTo(MOST_EXPORTED_TYPES);
    }

    private static boolean isExported(String name) throws IOException {
        return Files.readString(ROOT.resolve("core/src/main/java/module-info.java"))
                .contains("exports " + name + ";");
    }

    @Test
    void eachModule_isInTheTable() throws IOException {
        Set<String> written = rows("## Modules").stream()
                .map(row -> row.group(1))
                .filter(name -> name.endsWith("/"))
                .collect(Collectors.toCollection(TreeSet::new));
        Function<Path, String> row = module -> {
            String folder = ROOT.relativize(module) + "/";
            String parent = ROOT.relativize(module.getParent()) + "/";
            return written.contains(folder) ? folder : parent;
        };
        Set<String> folders = modules().stream().map(row).collect(Collectors.toCollection(TreeSet::new));
        folders.add("checks/"); // a heading
        folders.add("site/"); // not built by Maven
        assertThat(folders).isEqualTo(written);
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(file ->
                            file.endsWith("pom.xml") && !file.getParent().equals(ROOT))
                    .filter(file -> !file.toString().contains("target"))
                    .map(Path::getParent)
                    .toList();
        }
    }

    private static List<Path> publishedModules() throws IOException {
        return modules().stream()
                .filter(module ->
                        !module.startsWith(ROOT.resolve("checks")) && !module.startsWith(ROOT.resolve("examples")))
                .toList();
    }

    private static List<MatchResult> rows(String heading) throws IOException {
        return rows(heading, ROW);
    }

    private static List<MatchResult> rows(String heading, Pattern row) throws IOException {
        return Files.readAllLines(ROOT.resolve("ARCHITECTURE.md")).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .flatMap(line -> row.matcher(line).results())
                .toList();
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().endsWith("-info.java"))
                    .toList();
        }
    }

    private static String code(Path file) throws IOException {
        return NO_CODE.matcher(Files.readString(file)).replaceAll(" ");
    }
}
