package org.jwks4j.cli.terminal;

/** Text as lines of printable ASCII. Everything else is escaped as JSON does it, inside of a JSON string or not. */
public final class PlainText {
    private PlainText() {}

    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(c -> append(plain, (char) c));
        return plain.toString();
    }

    private static void append(StringBuilder plain, char c) {
        if (c == '\n' || (c >= 0x20 && c < 0x7f)) {
            plain.append(c);
        } else {
            plain.append(String.format("\\u%04x", (int) c));
        }
    }
}
