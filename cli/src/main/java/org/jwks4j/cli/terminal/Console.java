package org.jwks4j.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/**
 * Where a command reads and writes. All that is written is printable ASCII, whatever the terminal and its encoding, but for
 * the marks and colours of our own.
 */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private final boolean json;
    private final List<String> notes = new ArrayList<>();

    public Console(InputStream in, PrintStream out, PrintStream err, Terminal terminal, boolean json) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.json = json;
    }

    /** Whether one JSON object is wanted, in place of text for people. */
    public boolean json() {
        return json;
    }

    /** What standard output can show. */
    public Terminal terminal() {
        return terminal;
    }

    /** Prints text for people: one line, or several. */
    public void print(String text) {
        out.println(PlainText.of(text));
    }

    /** Prints text with marks in it. All else that is not our own must be quoted. */
    public void printMarked(String text) {
        out.println(marked(text));
    }

    private String marked(String text) {
        return Mark.shown(PlainText.marked(text), terminal);
    }

    /** Prints a script of our own, as it is. */
    public void printScript(String script) {
        out.println(script);
    }

    /** Prints the one object. JSON keeps its meaning: characters are escaped only inside of its strings. */
    public void print(JsonObject object) {
        out.println(PlainText.of(withNotes(object).toJson()));
    }

    private JsonObject withNotes(JsonObject object) {
        if (notes.isEmpty()) {
            return object;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>(object.asMap());
        members.put("notes", List.copyOf(notes));
        return JsonObject.of(members);
    }

    /** Draws over what was drawn before, on a terminal that {@linkplain Terminal#redraws redraws}. */
    public void redraw(String text) {
        out.print("\u001b[H\u001b[2J" + marked(text) + System.lineSeparator());
        out.flush();
    }

    /** Says what went wrong. */
    public void complain(String text) {
        err.println(marked(text));
    }

    /** Says what was done beside the command itself: for people at once, for programs as a member of the object. */
    public void note(String text) {
        if (json) {
            notes.add(text);
        } else {
            err.println(PlainText.of("note: " + text));
        }
    }

    /** The same of what is dangerous. */
    public void warn(String text) {
        if (json) {
            notes.add(text);
        } else {
            err.println(PlainText.of("WARNING: " + text));
        }
    }

    /** Says what is under way, to a person who waits at a terminal. */
    public void progress(String text) {
        if (terminal.redraws() && !json) {
            err.println(PlainText.of(text));
        }
    }

    /** For help. */
    public PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.US_ASCII);
    }

    /**
     * Reads standard input, up to a bound.
     *
     * @return its text, of which what is not UTF-8 is replaced
     */
    public String read(int maxBytes) {
        try {
            return new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException("standard input cannot be read");
        }
    }

    /** The next byte of standard input, or -1 at its end. Waits for it. */
    public int readKey() {
        try {
            return in.read();
        } catch (IOException e) {
            return -1;
        }
    }

    public void flush() {
        out.flush();
        err.flush();
    }
}
