package org.jwks4j.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.Terminal;
import org.jwks4j.json.JsonObject;

class DemoCommandTest {
    private static final List<DemoScene> SCENES = List.of(
            new DemoScene("first", () -> "as it must be"),
            new DemoScene("second", () -> {
                throw new IllegalStateException("something else");
            }),
            new DemoScene("third", () -> "never"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void demo_goesAsItMust() {
        Outcome outcome = Cli.run("demo");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines().filter(line -> line.startsWith("ok ")))
                .hasSize(8)
                .allMatch(line -> line.matches("ok +\\w+ +\\d+\\.\\d ms +\\d requests  .+"));
        assertThat(outcome.out())
                .contains("INVALID_SIGNATURE (401)", "EXPIRED (401)", "\"key-2\"")
                .endsWith("all as it must be" + System.lineSeparator());
    }

    @Test
    void demo_asJson_isOneObjectWithTheSteps() {
        Outcome outcome = Cli.run("demo", "--json");

        assertThat(outcome.exitCode()).isZero();
        JsonObject json = outcome.json();
        assertThat(json.bool("passed")).contains(true);
        List<?> steps = (List<?>) json.asMap().get("steps");
        assertThat(steps)
                .hasSize(8)
                .allSatisfy(step -> assertThat(((JsonObject) step).asMap().keySet())
                        .containsExactly("name", "passed", "millis", "requests", "detail"));
        assertThat(steps)
                .extracting(step -> ((JsonObject) step).number("requests").orElseThrow())
                .containsExactly(0L, 2L, 2L, 3L, 3L, 4L, 4L, 4L);
    }

    @Test
    void stepThatFails_endsTheDemoAndIsNamed() {
        int exitCode = demo(false);

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ok      first", "FAILED  second", "something else")
                .doesNotContain("third", "all as it must be");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"second\" did not go as it must");
    }

    @Test
    void stepThatFails_asJson_isNamed() {
        int exitCode = demo(true);

        assertThat(exitCode).isEqualTo(1);
        JsonObject json = JsonObject.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(json.bool("passed")).contains(false);
        assertThat(json.string("message").orElseThrow()).contains("\"second\"");
        assertThat((List<?>) json.asMap().get("steps")).hasSize(2);
    }

    private int demo(boolean json) {
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.PLAIN,
                json);
        return new DemoCommand(console).play("http://127.0.0.1:1", SCENES, () -> 0);
    }
}
