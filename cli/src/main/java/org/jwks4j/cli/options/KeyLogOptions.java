package org.jwks4j.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.keylog.KeyLog;
import org.jwks4j.keylog.KeyLogSecret;
import picocli.CommandLine.Option;

/** Where the keys that a command accepts are written down. */
public final class KeyLogOptions {
    @Option(
            names = "--key-log",
            paramLabel = "FILE",
            description =
                    "Write each key that is accepted down in this file, which shows edits; see: jwks4j log --help.")
    @Nullable
    Path file;

    @Option(
            names = "--log-secret",
            paramLabel = "FILE",
            description =
                    "What the key log is chained with; FILE.secret beside it by default, made if it is not there.")
    @Nullable
    Path secret;

    /** Opens the log that was asked for. */
    public Optional<KeyLog> open(Console console) {
        if (file == null) {
            if (secret != null) {
                throw new UsageException("--log-secret goes with --key-log");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(KeyLog.builder(file, secretOf(file, console)).open());
        } catch (IOException e) {
            throw new UsageException("--key-log: " + reason(e));
        }
    }

    private KeyLogSecret secretOf(Path log, Console console) throws IOException {
        Path where = secret == null ? besideOf(log) : secret;
        if (Files.exists(where)) {
            return readSecret("--log-secret", where);
        }
        console.note("the key log's secret was made: " + where.getFileName()
                + "; keep it where the log's editors cannot read it");
        return KeyLogSecret.create(where, new SecureRandom());
    }

    static Path besideOf(Path log) {
        return log.resolveSibling(log.getFileName() + ".secret");
    }

    static KeyLogSecret readSecret(String option, Path file) {
        try {
            return KeyLogSecret.read(file);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException(option + ": " + reason(e));
        }
    }

    /** Without the path, which a person knows, and which may be anything. */
    static String reason(IOException e) {
        return e.getClass() == IOException.class && e.getMessage() != null
                ? e.getMessage()
                : "the file cannot be read or written: " + e.getClass().getSimpleName();
    }
}
