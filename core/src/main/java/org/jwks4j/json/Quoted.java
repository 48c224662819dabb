package org.jwks4j.json;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Untrusted text made safe to log, print or put into a message: an ASCII JSON string literal, at most 100 characters of the
 * text, everything else escaped. A line break, a terminal's escape sequence or a right-to-left mark stays harmless in it.
 */
public final class Quoted {
    private static final int MAX_LENGTH = 100;

    private Quoted() {}

    /**
     * Quotes a text.
     *
     * @param untrusted text from a token, an issuer or anybody; null is written as {@code none}
     * @return the text in double quotes, escaped and, where it was long, shortened with {@code ...}
     */
    public static String of(@Nullable String untrusted) {
        if (untrusted == null) {
            return "none";
        }
        StringBuilder quoted = new StringBuilder(untrusted.length() + 2).append('"');
        untrusted.chars().limit(MAX_LENGTH).forEach(c -> append(quoted, (char) c));
        return quoted.append(untrusted.length() > MAX_LENGTH ? "...\"" : "\"").toString();
    }

    private static void append(StringBuilder quoted, char c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').append(c);
        } else if (c >= 0x20 && c < 0x7f) {
            quoted.append(c);
        } else {
            quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }
}
