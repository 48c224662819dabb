package org.jwks4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The Java code of the documentation is code of this module: a block behind {@code <!-- snippet: name -->} is the region
 * between {@code // tag::name[]} and {@code // end::name[]}.
 */
final class SnippetTest {
    private static final List<Path> DOCUMENTATION = List.of(Path.of(".."), Path.of("../docs"), Path.of("../testkit"));
    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java/org/jwks4j/examples"), Path.of("src/test/java/org/jwks4j/examples"));
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// tag::([\\w-]+)\\[]\\R(.*?)\\R *// end::\\1\\[]$");
    private static final Pattern JAVA_BLOCK =
            Pattern.compile("(?ms)(?:^<!-- snippet: ([\\w-]+) -->\\R)?^```java\\R(.*?)\\R```$");
    private static final Pattern MARKER = Pattern.compile("(?m)^<!-- *snippet.*");

    private final List<Document> documents = files(DOCUMENTATION, ".md")
            .map(file -> new Document(file, read(file)))
            .toList();

    @Test
    void snippets_areTheRegionsOfTheirNames() {
        Map<String, String> regions = files(SOURCES, ".java")
                .flatMap(file -> REGION.matcher(read(file)).results())
                .collect(Collectors.toMap(
                        region -> region.group(1), region -> region.group(2).stripIndent()));

        assertThat(documents)
                .flatMap(Document::javaBlocks)
                .filteredOn(JavaBlock::isSnippet)
                .allSatisfy(snippet ->
                        assertThat(snippet.code()).isEqualTo(regions.getOrDefault(snippet.name(), "(no such region)")));
    }

    @Test
    void everyMarker_isBeforeAJavaBlock() {
        assertThat(documents)
                .allSatisfy(document -> assertThat(document.markers())
                        .isEqualTo(document.javaBlocks().stream()
                                .filter(JavaBlock::isSnippet)
                                .map(JavaBlock::marker)
                                .toList()));
    }

    @Test
    void everyJavaBlockOfTheReadme_isASnippet() {
        assertThat(documents)
                .filteredOn(document -> document.file().equals(Path.of("../README.md")))
                .flatMap(Document::javaBlocks)
                .allMatch(JavaBlock::isSnippet);
    }

    private static Stream<Path> files(List<Path> directories, String extension) {
        return directories.stream()
                .flatMap(directory ->
                        Stream.of(Objects.requireNonNullElse(directory.toFile().listFiles(), new File[0])))
                .map(File::toPath)
                .filter(file -> file.toString().endsWith(extension));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Document(Path file, String text) {
        List<JavaBlock> javaBlocks() {
            return JAVA_BLOCK
                    .matcher(text)
                    .results()
                    .map(block -> new JavaBlock(block.group(1), block.group(2)))
                    .toList();
        }

        List<String> markers() {
            return MARKER.matcher(text).results().map(MatchResult::group).toList();
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** A fenced block, and the name before it, or null. */
    private record JavaBlock(String name, String code) {
        boolean isSnippet() {
            return name != null;
        }

        String marker() {
            return "<!-- snippet: " + name + " -->";
        }

        @Override
        public String toString() {
            return isSnippet() ? marker() : code;
        }
    }
}
