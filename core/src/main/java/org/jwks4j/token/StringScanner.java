package org.jwks4j.token;

import java.nio.charset.StandardCharsets;

/** JSON strings in bytes: checks escapes, surrogate pairs and UTF-8 (RFC 8259 §7 and §8, RFC 3629), and decodes. */
final class StringScanner {
    private final byte[] json;

    StringScanner(byte[] json) {
        this.json = json;
    }

    /** Checks the string whose opening quote is at {@code position}; returns the position behind its closing quote. */
    int skip(int position) {
        if (at(position) != '"') {
            throw StrictScanner.malformed("a string was expected");
        }
        int next = position + 1;
        while (true) {
            int b = at(next);
            if (b == '"') {
                return next + 1;
            } else if (b == '\\') {
                next = skipEscape(next + 1);
            } else if (b >= 0x20 && b < 0x80) {
                next++;
            } else {
                next = skipMultibyte(next);
            }
        }
    }

    private int skipEscape(int position) {
        switch (at(position)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return position + 1;
            }
            case 'u' -> {
                char unit = hex(position + 1);
                if (Character.isLowSurrogate(unit)) {
                    throw StrictScanner.malformed("a string has a lone surrogate");
                }
                return Character.isHighSurrogate(unit) ? skipLowSurrogate(position + 5) : position + 5;
            }
            default -> throw StrictScanner.malformed("a string has an unknown escape");
        }
    }

    private int skipLowSurrogate(int position) {
        boolean paired = at(position) == '\\' && at(position + 1) == 'u' && Character.isLowSurrogate(hex(position + 2));
        if (!paired) {
            throw StrictScanner.malformed("a string has a lone surrogate");
        }
        return position + 6;
    }

    private char hex(int position) {
        int unit = 0;
        for (int i = position; i < position + 4; i++) {
            int b = at(i);
            int digit = b < 0x80 ? Character.digit(b, 16) : -1;
            if (digit < 0) {
                throw StrictScanner.malformed("a string has an unknown escape");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    /** RFC 3629 §4: no overlong form, no surrogate, nothing past U+10FFFF; a control character ends here too. */
    private int skipMultibyte(int position) {
        int lead = at(position);
        if (lead >= 0xc2 && lead <= 0xdf) {
            continuation(position + 1, 0x80, 0xbf);
            return position + 2;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            continuation(position + 1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
            continuation(position + 2, 0x80, 0xbf);
            return position + 3;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            continuation(position + 1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
            continuation(position + 2, 0x80, 0xbf);
            continuation(position + 3, 0x80, 0xbf);
            return position + 4;
        }
        throw StrictScanner.malformed("a string has a control character or invalid UTF-8");
    }

    private void continuation(int position, int min, int max) {
        int b = at(position);
        if (b < min || b > max) {
            throw StrictScanner.malformed("a string has invalid UTF-8");
        }
    }

    private int at(int position) {
        if (position >= json.length) {
            throw StrictScanner.malformed("the JSON ends inside a string");
        }
        return json[position] & 0xff;
    }

    /** The text between two quotes that {@link #skip} has checked. */
    String text(int start, int end) {
        return hasEscape(start, end)
                ? unescape(start, end)
                : new String(json, start, end - start, StandardCharsets.UTF_8);
    }

    private boolean hasEscape(int start, int end) {
        for (int i = start; i < end; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private String unescape(int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int plainFrom = start;
        int i = start;
        while (i < end) {
            if (json[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(json, plainFrom, i - plainFrom, StandardCharsets.UTF_8));
            text.append(json[i + 1] == 'u' ? hex(i + 2) : unescaped(json[i + 1]));
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
