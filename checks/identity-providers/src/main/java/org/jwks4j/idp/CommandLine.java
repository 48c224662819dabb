package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./jwks4j}, run as a user runs it, with the options that reach a provider. */
final class CommandLine {
    /** Machines that examine something else too are slow. */
    private static final List<String> PATIENT = List.of("--timeout", "60s");

    private final Path root;
    private final List<String> options;

    CommandLine(Workplace workplace, Access access) {
        root = workplace.root();
        options = access.commandLine();
    }

    void requireVerified(String issuer, String token) throws IOException, InterruptedException {
        require(0, "VALID", List.of("verify", token, "--issuer", issuer, "--audience", Service.AUDIENCE));
    }

    void requireRefused(String issuer, String token) throws IOException, InterruptedException {
        require(1, "INVALID_SIGNATURE", List.of("verify", token, "--issuer", issuer, "--audience", Service.AUDIENCE));
    }

    void requireKeys(String issuer) throws IOException, InterruptedException {
        require(0, issuer, List.of("keys", issuer));
    }

    /** Returns what it found, with the reasons. */
    String requireHealth(String issuer, String grade) throws IOException, InterruptedException {
        return require(0, grade, List.of("doctor", issuer));
    }

    private String require(int exitCode, String text, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("jwks4j").toString()));
        command.addAll(arguments);
        command.addAll(options);
        command.addAll(PATIENT);
        Path out = Files.createTempFile("jwks4j", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("no end within 180 s: " + command);
            }
            String printed = Files.readString(out);
            if (process.exitValue() != exitCode || !printed.contains(text)) {
                throw new AssertionError("expected exit code " + exitCode + " and \"" + text + "\", got "
                        + process.exitValue() + " from " + command + ":\n" + printed);
            }
            return printed;
        } finally {
            Files.delete(out);
        }
    }
}
