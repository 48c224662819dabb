package org.jwks4j.keylog;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, each within a bound, so that an edited file costs no more memory than a sound one. */
final class FileLines implements Closeable {
    /** More than the longest line: the thumbprints of 2,000 keys. */
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private boolean torn;

    FileLines(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** The next line without its end, of which what is too long is left out; null at the end of the file. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int read = in.read();
        if (read < 0) {
            return null;
        }
        for (; read >= 0 && read != '\n'; read = in.read()) {
            if (line.size() <= LONGEST) {
                line.write(read);
            }
        }
        torn = read < 0;
        return line.toByteArray();
    }

    /** Whether the last line had no end. */
    boolean isTorn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
