package org.jwks4j.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jwks4j.cli.terminal.Terminal;
import org.jwks4j.json.JsonObject;

/** The command line, run within the test. */
public final class Cli {
    private Cli() {}

    public static Outcome run(String... args) {
        return run(InputStream.nullInputStream(), args);
    }

    public static Outcome runWithInput(String input, String... args) {
        return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), args);
    }

    public static Outcome run(InputStream in, String... args) {
        return run(Terminal.PLAIN, in, args);
    }

    public static Outcome run(Terminal terminal, InputStream in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                in,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                terminal,
                args);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public record Outcome(int exitCode, String out, String err) {
        /** The one object on standard output; fails when there is anything else. */
        public JsonObject json() {
            return JsonObject.parse(out);
        }

        public String reason() {
            return json().string("reason").orElse("none");
        }

        public String all() {
            return out + err;
        }
    }
}
