package org.jwks4j.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON strings in bytes: checks escapes, surrogate pairs and UTF-8 (RFC 8259 §7 and §8, RFC 3629), and decodes. */
final class StringScanner {
    /** Eight bytes at once, the first of them lowest. */
    static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private StringScanner() {}

    /** Checks the string whose opening quote is at {@code position}; returns the position behind its closing quote. */
    static int skip(byte[] json, int position) {
        if (at(json, position) != '"') {
            throw TokenFormatException.malformed("not JSON: a string was expected");
        }
        int next = position + 1;
        while (true) {
            next = skipPlain(json, next);
            int b = at(json, next);
            if (b == '"') {
                return next + 1;
            }
            next = b == '\\' ? skipEscape(json, next + 1) : skipMultibyte(json, next);
        }
    }

    /** Over ASCII that stands for itself, eight bytes at a time: most of a token is that. */
    static int skipPlain(byte[] json, int position) {
        int next = position;
        for (; next + Long.BYTES <= json.length; next += Long.BYTES) {
            long special = special((long) EIGHT.get(json, next));
            if (special != 0) {
                return next + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
        }
        while (next < json.length && json[next] >= ' ' && json[next] != '"' && json[next] != '\\') {
            next++;
        }
        return next;
    }

    /**
     * The high bit of the lowest byte that is a quote, a backslash, a control character or not ASCII is the lowest bit set:
     * taking 1 from 0, and 0x20 from less, borrows. What lies above it may be wrong, since a borrow goes on upwards.
     */
    static long special(long bytes) {
        long quotes = (bytes ^ QUOTES) - ONES;
        long backslashes = (bytes ^ BACKSLASHES) - ONES;
        long controls = bytes - SPACES;
        return (quotes | backslashes | controls | bytes) & HIGH_BITS;
    }

    private static int skipEscape(byte[] json, int position) {
        switch (at(json, position)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return position + 1;
            }
            case 'u' -> {
                char unit = hex(json, position + 1);
                if (Character.isLowSurrogate(unit)) {
                    throw TokenFormatException.malformed("a string has a lone surrogate");
                }
                return Character.isHighSurrogate(unit) ? skipLowSurrogate(json, position + 5) : position + 5;
            }
            default -> throw TokenFormatException.malformed("a string has an unknown escape");
        }
    }

    private static int skipLowSurrogate(byte[] json, int position) {
        boolean paired = at(json, position) == '\\'
                && at(json, position + 1) == 'u'
                && Character.isLowSurrogate(hex(json, position + 2));
        if (!paired) {
            throw TokenFormatException.malformed("a string has a lone surrogate");
        }
        return position + 6;
    }

    private static char hex(byte[] json, int position) {
        int unit = 0;
        for (int i = position; i < position + 4; i++) {
            int b = at(json, i);
            int digit = b < 0x80 ? Character.digit(b, 16) : -1;
            if (digit < 0) {
                throw TokenFormatException.malformed("a string has an unknown escape");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    /** RFC 3629 §4: no overlong form, no surrogate, nothing past U+10FFFF; a control character ends here too. */
    private static int skipMultibyte(byte[] json, int position) {
        int lead = at(json, position);
        if (lead >= 0xc2 && lead <= 0xdf) {
            continuation(json, position + 1, 0x80, 0xbf);
            return position + 2;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            continuation(json, position + 1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
            continuation(json, position + 2, 0x80, 0xbf);
            return position + 3;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            continuation(json, position + 1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
            continuation(json, position + 2, 0x80, 0xbf);
            continuation(json, position + 3, 0x80, 0xbf);
            return position + 4;
        }
        throw TokenFormatException.malformed("a string has a control character or invalid UTF-8");
    }

    private static void continuation(byte[] json, int position, int min, int max) {
        int b = at(json, position);
        if (b < min || b > max) {
            throw TokenFormatException.malformed("a string has invalid UTF-8");
        }
    }

    private static int at(byte[] json, int position) {
        if (position >= json.length) {
            throw TokenFormatException.malformed("the JSON ends inside a string");
        }
        return json[position] & 0xff;
    }

    /** The text between two quotes that {@link #skip} has checked. */
    static String text(byte[] json, int start, int end) {
        return hasEscape(json, start, end)
                ? unescape(json, start, end)
                : new String(json, start, end - start, StandardCharsets.UTF_8);
    }

    /** Whether two checked texts are the same, however they are spelled. */
    static boolean sameText(byte[] json, int start, int end, int otherStart, int otherEnd) {
        if (hasEscape(json, start, end) || hasEscape(json, otherStart, otherEnd)) {
            return text(json, start, end).equals(text(json, otherStart, otherEnd));
        }
        return Arrays.equals(json, start, end, json, otherStart, otherEnd);
    }

    static boolean hasEscape(byte[] json, int start, int end) {
        for (int i = start; i < end; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static String unescape(byte[] json, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int plainFrom = start;
        int i = start;
        while (i < end) {
            if (json[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(json, plainFrom, i - plainFrom, StandardCharsets.UTF_8));
            text.append(json[i + 1] == 'u' ? hex(json, i + 2) : unescaped(json[i + 1]));
            i += json[i + 1] == 'u' ? 6 : 2;
            plainFrom = i;
        }
        return text.append(new String(json, plainFrom, end - plainFrom, StandardCharsets.UTF_8))
                .toString();
    }

    private static char unescaped(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) escape;
        };
    }
}
