package org.jwks4j.token;

/** Strings of checked JSON, compared where they stand: those that are spelled in plain ASCII, as nearly all are. */
final class PlainText {
    private PlainText() {}

    /** What a string must be or have. */
    enum Match {
        ANY,
        WHOLE,
        WORD
    }

    /**
     * Whether there is a plain string, or an array of plain strings, and one of them matches.
     *
     * @param json checked JSON
     * @param position where the value begins
     * @param text what it is compared with
     */
    static boolean has(byte[] json, int position, String text, Match match) {
        if (json[position] == '"') {
            int end = StringScanner.skipPlain(json, position + 1);
            return json[end] == '"' && matches(json, position + 1, end, text, match);
        }
        return json[position] == '[' && arrayHas(json, position, text, match);
    }

    /** To its end: a later element may be no string. */
    private static boolean arrayHas(byte[] json, int position, String text, Match match) {
        boolean found = match == Match.ANY;
        int next = skipSpace(json, position + 1);
        while (json[next] == '"') {
            int end = StringScanner.skipPlain(json, next + 1);
            if (json[end] != '"') {
                return false;
            }
            found = found || matches(json, next + 1, end, text, match);
            next = skipSpace(json, end + 1);
            if (json[next] == ',') {
                next = skipSpace(json, next + 1);
            }
        }
        return found && json[next] == ']';
    }

    private static boolean matches(byte[] json, int start, int end, String text, Match match) {
        return match == Match.ANY
                || (match == Match.WHOLE ? is(json, start, end, text) : hasWord(json, start, end, text));
    }

    /** Words are what is between spaces. */
    private static boolean hasWord(byte[] json, int start, int end, String word) {
        int from = start;
        while (from < end) {
            int to = from;
            while (to < end && json[to] != ' ') {
                to++;
            }
            if (is(json, from, to, word)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private static boolean is(byte[] json, int start, int end, String text) {
        if (end - start != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (json[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int skipSpace(byte[] json, int position) {
        int next = position;
        while (json[next] == ' ' || json[next] == '\n' || json[next] == '\r' || json[next] == '\t') {
            next++;
        }
        return next;
    }
}
