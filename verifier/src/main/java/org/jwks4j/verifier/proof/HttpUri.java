package org.jwks4j.verifier.proof;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jwks4j.json.Quoted;

/**
 * The URI of an HTTP request without query and fragment, normalised (RFC 3986 §6.2.2, §6.2.3): two spellings of the same URI are
 * equal.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port the one that is written, or else that of the scheme
 * @param path begins with a slash
 */
public record HttpUri(String scheme, String host, int port, String path) {
    /** RFC 3986 appendix B, for http and https; user information is refused (RFC 9110 §4.2.4). */
    private static final Pattern FORM = Pattern.compile(
            "(https?)://(\\[[0-9a-f:.]+]|[^/?#:@\\[\\]]+)(?::([0-9]{0,5}))?(/[^?#]*)?(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE);

    /** RFC 3986 §2: what no URI has; a backslash is a slash to some parsers. */
    private static final Pattern FORBIDDEN = Pattern.compile("[^!-~]|[\"<>\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * Reads a URI.
     *
     * @param text untrusted
     * @return empty if it is no absolute http or https URI
     */
    public static Optional<HttpUri> of(String text) {
        Matcher form = FORM.matcher(text);
        if (FORBIDDEN.matcher(text).find() || !form.matches()) {
            return Optional.empty();
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        String port = form.group(3);
        int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return Optional.of(new HttpUri(
                scheme,
                withoutNeedlessEscapes(form.group(2)).toLowerCase(Locale.ROOT), // §6.2.2.1
                port == null || port.isEmpty() ? usual : Integer.parseInt(port), // §6.2.3
                form.group(4) == null ? "/" : withoutDots(withoutNeedlessEscapes(form.group(4)))));
    }

    /**
     * Refuses what only a mistake in the service can cause: a path alone, for example, in place of the whole URI.
     *
     * @param text the URI of a request, as a program gives it
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}
     */
    public static void requireAbsolute(String text) {
        boolean absolute =
                text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
        if (!absolute) {
            throw new IllegalArgumentException("the URI of the request is " + Quoted.uri(text)
                    + ", and must be absolute, as the client sees it: https://host/path");
        }
    }

    /** §6.2.2.1, §6.2.2.2: unreserved characters as they are, the rest in upper case. */
    private static String withoutNeedlessEscapes(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                plain.append(c);
                continue;
            }
            char escaped = (char) HexFormat.fromHexDigits(text, i + 1, i + 3);
            plain.append(
                    isUnreserved(escaped)
                            ? String.valueOf(escaped)
                            : text.substring(i, i + 3).toUpperCase(Locale.ROOT));
            i += 2;
        }
        return plain.toString();
    }

    /** §2.3. */
    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    /** §5.2.4. */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean dots = segments[i].equals(".") || segments[i].equals("..");
            if (segments[i].equals("..")) {
                kept.pollLast();
            }
            if (!dots) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast(""); // what is left ends in a slash
            }
        }
        return "/" + String.join("/", kept);
    }
}
