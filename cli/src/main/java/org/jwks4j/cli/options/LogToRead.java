package org.jwks4j.cli.options;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.keylog.KeyLogFiles;
import org.jwks4j.keylog.KeyLogHead;
import org.jwks4j.keylog.KeyLogLine;
import org.jwks4j.keylog.KeyLogReader;
import org.jwks4j.keylog.KeyLogReport;
import org.jwks4j.keylog.KeyLogSecret;
import picocli.CommandLine.Option;

/** With what a key log is checked when it is read. */
public final class LogToRead {
    @Option(
            names = "--log-secret",
            paramLabel = "FILE",
            description = "What the log is chained with; beside it by default, with .secret behind its name.")
    @Nullable
    Path secret;

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description =
                    "A last line of the log that was kept elsewhere: NUMBER:CODE, or @FILE. Beside it by default, with .head"
                            + " behind its name.")
    @Nullable
    String head;

    /**
     * Reads a log and the files before it.
     *
     * @param lines is given each line that is as it was written
     */
    public KeyLogReport read(Path log, Consumer<KeyLogLine> lines) {
        KeyLogSecret read =
                KeyLogOptions.readSecret("--log-secret", secret == null ? KeyLogOptions.besideOf(log) : secret);
        try {
            List<Path> files = KeyLogFiles.of(log);
            if (files.isEmpty()) {
                throw new UsageException("the key log is not there");
            }
            KeyLogReader reader = KeyLogReader.of(read);
            KeyLogHead kept = head(log);
            return (kept == null ? reader : reader.withHead(kept)).read(files, lines);
        } catch (IOException e) {
            throw new UsageException("the key log: " + KeyLogOptions.reason(e));
        }
    }

    private @Nullable KeyLogHead head(Path log) throws IOException {
        Path beside = KeyLogFiles.head(log);
        try {
            if (head == null) {
                return Files.exists(beside) ? headIn(beside) : null;
            }
            return head.startsWith("@") ? headIn(Path.of(head.substring(1))) : KeyLogHead.parse(head);
        } catch (InvalidPathException e) {
            throw new UsageException("--head: not a path");
        } catch (IllegalArgumentException e) {
            throw new UsageException("--head: " + e.getMessage());
        }
    }

    private static KeyLogHead headIn(Path file) throws IOException {
        return KeyLogHead.parse(Files.readString(file, StandardCharsets.US_ASCII));
    }

    /**
     * The same for another log, whose head is beside it.
     *
     * @param otherSecret null if it has the same, or its own beside it
     */
    public LogToRead ofAnother(@Nullable Path otherSecret) {
        LogToRead another = new LogToRead();
        another.secret = otherSecret == null ? secret : otherSecret;
        return another;
    }

    /** Whether a head was given that is not beside the log: someone who can edit the log can also edit a head beside it. */
    public boolean isHeadFromElsewhere() {
        return head != null;
    }
}
