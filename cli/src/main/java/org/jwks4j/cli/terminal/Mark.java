package org.jwks4j.cli.terminal;

/**
 * How a check went. Each is one character in a text for {@link Console#printMarked}, which shows it as the terminal can, two
 * columns wide.
 */
public enum Mark {
    /** As it must be. */
    OK('\ue000', '\u2713', "ok", "32"),
    /** Not as it must be. */
    BAD('\ue001', '\u2717', "NO", "31"),
    /** Could be better. */
    WARNING('\ue002', '!', "!!", "33"),
    /** Not checked. */
    UNCHECKED('\ue003', '\u2013', "--", "2"),
    /** No check: room in a heading. */
    NONE('\ue004', ' ', "  ", "0");

    private final char placeholder;
    private final char symbol;
    private final String word;
    private final String colour;

    Mark(char placeholder, char symbol, String word, String colour) {
        this.placeholder = placeholder;
        this.symbol = symbol;
        this.word = word;
        this.colour = colour;
    }

    /** A private character, which no quoted text has. */
    @Override
    public String toString() {
        return String.valueOf(placeholder);
    }

    static boolean isOne(char c) {
        return c >= OK.placeholder && c <= NONE.placeholder;
    }

    static String shown(String marked, Terminal terminal) {
        String text = marked;
        for (Mark mark : values()) {
            String shown = terminal.symbols() ? mark.symbol + " " : mark.word;
            text = text.replace(
                    mark.toString(), terminal.colours() ? "\u001b[" + mark.colour + "m" + shown + "\u001b[0m" : shown);
        }
        return text;
    }
}
