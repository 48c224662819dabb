package org.jwks4j.token;

/** Strings of checked JSON, compared where they stand: those that are spelled in plain ASCII, as nearly all are. */
record PlainText(byte[] json) {
    /** What a string must be or have. */
    enum Match {
        ANY,
        WHOLE,
        WORD
    }

    /**
     * Whether there is a plain string, or an array of plain strings, and one of them matches.
     *
     * @param position where the value begins
     * @param text what it is compared with
     */
    boolean has(int position, String text, Match match) {
        if (json[position] == '"') {
            int end = StringScanner.skipPlain(json, position + 1);
            return json[end] == '"' && matches(position + 1, end, text, match);
        }
        return json[position] == '[' && arrayHas(position, text, match);
    }

    /** To its end: a later element may be no string. */
    private boolean arrayHas(int position, String text, Match match) {
        boolean found = match == Match.ANY;
        int next = skipSpace(position + 1);
        while (json[next] == '"') {
            int end = StringScanner.skipPlain(json, next + 1);
            if (json[end] != '"') {
                return false;
            }
            found = found || matches(next + 1, end, text, match);
            next = skipSpace(end + 1);
            if (json[next] == ',') {
                next = skipSpace(next + 1);
            }
        }
        return found && json[next] == ']';
    }

    private boolean matches(int start, int end, String text, Match match) {
        return match == Match.ANY || (match == Match.WHOLE ? is(start, end, text) : hasWord(start, end, text));
    }

    /** Words are what is between spaces. */
    private boolean hasWord(int start, int end, String word) {
        int from = start;
        while (from < end) {
            int to = from;
            while (to < end && json[to] != ' ') {
                to++;
            }
            if (is(from, to, word)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private boolean is(int start, int end, String text) {
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

    private int skipSpace(int position) {
        int next = position;
        while (json[next] == ' ' || json[next] == '\n' || json[next] == '\r' || json[next] == '\t') {
            next++;
        }
        return next;
    }
}
