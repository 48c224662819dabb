package org.jwks4j.keylog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads key logs, and finds what was done to them: a line that was edited, removed, added or moved, a beginning or an end that was
 * cut off, a file that was written anew. A cut end, and a log written anew by someone who has the secret, are seen only with a
 * {@linkplain #withHead head} that was kept elsewhere. Immutable and thread-safe.
 */
public final class KeyLogReader {
    private final KeyLogSecret secret;
    private final @Nullable KeyLogHead head;

    private KeyLogReader(KeyLogSecret secret, @Nullable KeyLogHead head) {
        this.secret = secret;
        this.head = head;
    }

    /**
     * A reader of logs that were written with this secret.
     *
     * @param secret of the chain
     * @return the reader
     */
    public static KeyLogReader of(KeyLogSecret secret) {
        return new KeyLogReader(requireNonNull(secret, "secret"), null);
    }

    /**
     * A reader that compares the log with what was kept elsewhere.
     *
     * @param newHead the last line at some moment; later lines may follow it
     * @return the changed reader
     */
    public KeyLogReader withHead(KeyLogHead newHead) {
        return new KeyLogReader(secret, requireNonNull(newHead, "newHead"));
    }

    /**
     * Reads a log.
     *
     * @param files its files, oldest first; {@link KeyLogFiles#of} finds them
     * @param lines is given each line that is as it was written; others are no evidence
     * @return what was found
     * @throws IOException when a file cannot be read
     */
    public KeyLogReport read(List<Path> files, Consumer<KeyLogLine> lines) throws IOException {
        ChainCheck check = new ChainCheck(secret, head, lines);
        for (Path file : files) {
            check.begin(file);
            try (FileLines source = new FileLines(file)) {
                for (byte[] line = source.next(); line != null; line = source.next()) {
                    if (source.isTorn()) {
                        check.torn();
                    } else {
                        check.line(line);
                    }
                }
            }
        }
        return check.report();
    }
}
