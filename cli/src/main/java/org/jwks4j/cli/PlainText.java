package org.jwks4j.cli;

/** Text as lines of printable ASCII. Everything else is escaped as JSON does it, inside of a JSON string or not. */
final class PlainText {
    private PlainText() {}

    static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(c -> append(plain, (char) c));
        return plain.toString();
    }

    /** The same in one line: a line break is escaped too. */
    static String line(String text) {
        return of(text).replace("\n", "\\u000a");
    }

    private static void append(StringBuilder plain, char c) {
        if (c == '\n' || (c >= 0x20 && c < 0x7f)) {
            plain.append(c);
        } else {
            plain.append(String.format("\\u%04x", (int) c));
        }
    }
}
