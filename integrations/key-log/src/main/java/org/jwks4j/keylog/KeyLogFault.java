package org.jwks4j.keylog;

import java.nio.file.Path;

/**
 * A sign that a key log is not as it was written.
 *
 * @param kind which
 * @param file where
 * @param line the number of the line, as the log counts; zero if it is not about one
 * @param message the same for a person, safe to print
 */
public record KeyLogFault(Kind kind, Path file, long line, String message) {
    /** What may be wrong. */
    public enum Kind {
        /** A line is not as it was written. */
        EDITED,
        /** Lines are not there. */
        MISSING,
        /** A line stands where it was not written. */
        REORDERED,
        /** The file does not begin as it did. */
        BEGINNING_CUT,
        /** The last line has no end: it was cut, or its writer died. */
        TORN,
        /** The file ends before the head that was kept elsewhere. */
        END_CUT,
        /** The line that was kept elsewhere is another one: someone who has the secret wrote the log anew. */
        REWRITTEN,
        /** No line is of this secret. */
        FOREIGN
    }

    @Override
    public String toString() {
        return message;
    }
}
