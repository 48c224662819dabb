package org.jwks4j.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    Path root;

    @Test
    void newRow_isPutAtTheEnd_andAnOldOneIsReplacedInItsPlace() throws IOException {
        Path page = Files.createDirectories(root.resolve("docs")).resolve("identity-providers.md");
        Files.writeString(page, "# Title\n\n| a | b |\n|---|---|\n<!-- end of the table -->\n| one | more |\n");

        new Page(new Workplace(root)).write(findings("one", "1"));
        new Page(new Workplace(root)).write(findings("two", "1"));
        new Page(new Workplace(root)).write(findings("one", "2"));

        assertThat(Files.readAllLines(page))
                .containsExactly(
                        "# Title",
                        "",
                        "| a | b |",
                        "|---|---|",
                        "| one | 2 | RS256, ES256 | 1.5 s | 2 | 0 of 100 | 4 | 3 of 50 | 12.0 s | 7 |",
                        "| two | 1 | RS256, ES256 | 1.5 s | 2 | 0 of 100 | 4 | 3 of 50 | 12.0 s | 7 |",
                        "<!-- end of the table -->",
                        "| one | more |");
    }

    @Test
    void providerThatCannotRotate_hasADash() {
        Findings findings = new Findings(
                "one",
                "1",
                List.of("RS256"),
                new FirstTokens(Duration.ZERO, 2),
                Disturbance.NONE,
                new Disturbance(5, List.of(), 1, Duration.ZERO));

        assertThat(Page.row(findings)).isEqualTo("| one | 1 | RS256 | 0.0 s | 2 | – | – | 0 of 5 | at once | 1 |");
    }

    private static Findings findings(String name, String version) {
        return new Findings(
                name,
                version,
                List.of("RS256", "ES256"),
                new FirstTokens(Duration.ofMillis(1500), 2),
                new Disturbance(100, List.of(), 4, Duration.ZERO),
                new Disturbance(50, List.of("a", "b", "c"), 7, Duration.ofSeconds(12)));
    }
}
