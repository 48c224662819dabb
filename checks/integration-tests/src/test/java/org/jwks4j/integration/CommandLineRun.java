package org.jwks4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jwks4j.json.JsonObject;

/**
 * The command line, run as a process of its own like a user runs it.
 *
 * @param exitCode what it ended with
 * @param out what it printed
 * @param err what it complained of
 */
record CommandLineRun(int exitCode, String out, String err) {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path JAR = Path.of(System.getProperty("cli.jar", "../../cli/target/jwks4j-cli.jar"));

    static CommandLineRun of(String... args) throws IOException, InterruptedException {
        return withInput("", args);
    }

    static CommandLineRun withInput(String input, String... args) throws IOException, InterruptedException {
        assertThat(JAR).as("the command line's jar, which ./mvnw verify builds").exists();
        Path directory = Files.createTempDirectory("jwks4j-cli");
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        int exitCode = exitCode(new ProcessBuilder(command(args))
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile()));
        CommandLineRun run = new CommandLineRun(exitCode, Files.readString(out), Files.readString(err));
        for (Path file : List.of(in, out, err, directory)) {
            Files.delete(file);
        }
        assertThat(run.err()).doesNotContain("\tat ", "Exception");
        return run;
    }

    private static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        return command;
    }

    private static int exitCode(ProcessBuilder builder) throws IOException, InterruptedException {
        // With it, every JVM writes a line to standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("ended within 30 s: %s", builder.command())
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The one object that it printed. */
    JsonObject json() {
        return JsonObject.parse(out.strip());
    }
}
