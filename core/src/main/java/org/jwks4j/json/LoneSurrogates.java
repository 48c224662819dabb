package org.jwks4j.json;

import java.util.Arrays;

/**
 * Escaped lone surrogates. In a name, Jackson takes one for broken grammar, behind which it cannot read on; written raw it is read,
 * and refused for what it is.
 */
final class LoneSurrogates {
    private static final int ESCAPE_LENGTH = 6;

    private LoneSurrogates() {}

    /** Writes them raw, and fills up the room that is left, so that places in the text stay the same. */
    static void unescape(char[] text) {
        // whatever is escaped, the character behind the backslash begins no escape
        for (int i = nextBackslash(text, 0); i < text.length; i = nextBackslash(text, i + 2)) {
            int unit = escaped(text, i);
            if (isSurrogate(unit) && isLone(text, i, (char) unit)) {
                text[i] = (char) unit;
                Arrays.fill(text, i + 1, i + ESCAPE_LENGTH, '?');
            }
        }
    }

    private static int nextBackslash(char[] text, int start) {
        int next = start;
        while (next < text.length && text[next] != '\\') {
            next++;
        }
        return next;
    }

    private static boolean isLone(char[] text, int start, char unit) {
        int other = start + ESCAPE_LENGTH;
        if (Character.isHighSurrogate(unit)) {
            boolean rawFollows = other < text.length && Character.isLowSurrogate(text[other]);
            int next = escaped(text, other);
            return !rawFollows && !(isSurrogate(next) && Character.isLowSurrogate((char) next));
        }
        int before = escaped(text, start - ESCAPE_LENGTH);
        boolean rawPrecedes = start > 0 && Character.isHighSurrogate(text[start - 1]);
        return !rawPrecedes && !(isSurrogate(before) && Character.isHighSurrogate((char) before));
    }

    private static boolean isSurrogate(int unit) {
        return unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE;
    }

    /** The UTF-16 unit of an escape that begins there; -1 if none does. */
    private static int escaped(char[] text, int start) {
        if (start < 0 || start + ESCAPE_LENGTH > text.length || text[start] != '\\' || text[start + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = start + 2; i < start + ESCAPE_LENGTH; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0 || text[i] > 'f') {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
