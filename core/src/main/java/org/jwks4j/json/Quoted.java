package org.jwks4j.json;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Untrusted text made safe to log, print or put into a message: an ASCII JSON string literal, at most 100 characters of the
 * text, everything else escaped. A line break, a terminal's escape sequence or a right-to-left mark stays harmless in it.
 */
public final class Quoted {
    private static final int MAX_LENGTH = 100;
    private static final String LEFT_OUT = "...";

    private Quoted() {}

    /**
     * Quotes a text.
     *
     * @param untrusted text from a token, an issuer or anyone; null is written as {@code none}
     * @return the text in double quotes, escaped and, if it was long, shortened with {@code ...}
     */
    public static String of(@Nullable String untrusted) {
        return untrusted == null ? "none" : literal(untrusted, MAX_LENGTH);
    }

    /**
     * Quotes a URI without what may be secret in it: a query and a fragment are shown as {@code ?...}, user information as
     * {@code ...@}. A text that is no URI is treated alike.
     *
     * @param uri a URI as it was configured or as a document has it
     * @return the rest in double quotes, escaped and, if it was long, shortened with {@code ...}
     */
    public static String uri(String uri) {
        String shown = withoutUserInfo(uri);
        int end = firstOf(shown, '?', '#');
        return literal(end < shown.length() ? shown.substring(0, end + 1) + LEFT_OUT : shown, MAX_LENGTH);
    }

    /**
     * Quotes a URI without what may be secret in it, as {@link #uri(String)}.
     *
     * @param uri a URI
     * @return the URI in double quotes
     */
    public static String uri(URI uri) {
        return uri(uri.toString());
    }

    /** An at sign is one of a path or a query only if a host was found before it; else all before it may be a password. */
    private static String withoutUserInfo(String uri) {
        int at = uri.lastIndexOf('@');
        if (at < 0 || hasHostAlone(uri)) {
            return uri;
        }
        int slashes = uri.indexOf("//");
        String before = slashes < 0 || slashes > at ? "" : uri.substring(0, slashes + 2);
        return before + LEFT_OUT + uri.substring(at);
    }

    private static boolean hasHostAlone(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int firstOf(String text, char one, char other) {
        int first = 0;
        while (first < text.length() && text.charAt(first) != one && text.charAt(first) != other) {
            first++;
        }
        return first;
    }

    private static String literal(String text, int maxLength) {
        StringBuilder quoted = new StringBuilder(Math.min(text.length(), maxLength) + 2).append('"');
        text.chars().limit(maxLength).forEach(c -> append(quoted, (char) c));
        return quoted.append(text.length() > maxLength ? LEFT_OUT + '"' : "\"").toString();
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
