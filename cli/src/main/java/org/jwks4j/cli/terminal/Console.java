package org.jwks4j.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jwks4j.json.JsonObject;

/** Where a command reads and writes. All that is written is printable ASCII, whatever the terminal and its encoding. */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    public Console(InputStream in, PrintStream out, PrintStream err, boolean json) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Whether one JSON object is wanted, in place of text for people. */
    public boolean json() {
        return json;
    }

    /** Prints text for people: one line, or several. */
    public void print(String text) {
        out.println(PlainText.of(text));
    }

    /** Prints the one object. JSON keeps its meaning: characters are escaped only inside of its strings. */
    public void print(JsonObject object) {
        out.println(PlainText.of(object.toJson()));
    }

    /** Says what went wrong. */
    public void complain(String text) {
        err.println(PlainText.of(text));
    }

    /** For help. */
    public PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.US_ASCII);
    }

    /**
     * Reads standard input, up to a bound.
     *
     * @return its bytes, one character each
     */
    public String read(int maxBytes) {
        try {
            return new String(in.readNBytes(maxBytes), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UsageException("standard input cannot be read");
        }
    }

    public void flush() {
        out.flush();
        err.flush();
    }
}
