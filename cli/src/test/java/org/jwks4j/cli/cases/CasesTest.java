package org.jwks4j.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.cli.Cli.Outcome;

/** The cases of docs/command-line.md: each is one clear paragraph, and the page has them all. */
class CasesTest {
    private static final Path PAGE = Path.of("..", "docs", "command-line.md");
    private static final String BEGIN = "<!-- cases -->\n";
    private static final String END = "<!-- end of cases -->\n";

    static Stream<Case> cases() {
        return Stream.concat(TokenCases.all(), IssuerCases.all());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void eachCase_isOneClearParagraph(Case broken) {
        Outcome outcome = broken.run();

        assertThat(outcome.exitCode()).isEqualTo(broken.exitCode());
        assertThat(outcome.all()).contains(broken.words()).matches("[\\n\\x20-\\x7e]*");
        if (broken.exitCode() == 1 || broken.exitCode() == 3) {
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().lines().filter(line -> !line.startsWith("note: ")))
                    .hasSize(3)
                    .last()
                    .asString()
                    .startsWith("  next: ");
        }
        if (broken.exitCode() == 3) {
            assertThat(outcome.err())
                    .containsPattern("(issuer|keys) unavailable|unavailable \\(503")
                    .containsPattern("\"https?://");
        }
    }

    @Test
    void page_hasEachCase() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");

        assertThat(page).contains(BEGIN + table() + END);
    }

    @Test
    void names_areThereOnce() {
        List<String> names = cases().map(Case::name).toList();

        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(90);
    }

    private static String table() {
        return cases().map(broken -> "| " + broken.name() + " | " + broken.exitCode() + " | `"
                        + broken.words().strip() + "` |\n")
                .collect(Collectors.joining("", "| case | exit | says |\n|---|---|---|\n", ""));
    }

    /** A file that is gone when the tests are over. */
    static String file(String text) {
        try {
            Path file = Files.createTempFile("jwks4j", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
