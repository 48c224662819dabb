package org.jwks4j.cli.terminal;

/** Text as lines of printable ASCII. Everything else is escaped as JSON does it, inside of a JSON string or not. */
public final class PlainText {
    private PlainText() {}

    public static String of(String text) {
        return of(text, false);
    }

    /** The same in one line: a line break is escaped too. */
    static String line(String text) {
        return of(text).replace("\n", "\\u000a");
    }

    /** As {@link #of}, except for the characters of {@link Mark}. */
    static String marked(String text) {
        return of(text, true);
    }

    private static String of(String text, boolean withMarks) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(c -> append(plain, (char) c, withMarks));
        return plain.toString();
    }

    private static void append(StringBuilder plain, char c, boolean withMarks) {
        if (c == '\n' || (c >= 0x20 && c < 0x7f) || (withMarks && Mark.isOne(c))) {
            plain.append(c);
        } else {
            plain.append(String.format("\\u%04x", (int) c));
        }
    }
}
