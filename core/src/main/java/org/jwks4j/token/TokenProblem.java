package org.jwks4j.token;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Base64Url;

/**
 * Names what happens to a token on its way through a header, a file or a clipboard. Called only for a text that was refused
 * already: what is said here decides nothing, and quotes nothing of the text but where it goes wrong.
 */
final class TokenProblem {
    private static final String[] SEGMENTS = {"header", "payload", "signature"};

    private TokenProblem() {}

    /** The refusal in words that help, or as it was. */
    static TokenFormatException named(String text, TokenFormatException refusal) {
        String problem = around(text);
        problem = problem == null ? characters(text) : problem;
        problem = problem == null ? cut(text) : problem;
        return problem == null ? located(text, refusal) : new TokenFormatException(problem);
    }

    /** The JSON of header and payload is read by the same code: which of them it was is found out now. */
    private static TokenFormatException located(String text, TokenFormatException refusal) {
        String message = String.valueOf(refusal.getMessage());
        if (!message.startsWith(TokenFormatException.HEADER_OR_PAYLOAD)) {
            return refusal;
        }
        String what = message.substring(TokenFormatException.HEADER_OR_PAYLOAD.length());
        return new TokenFormatException((isHeaderReadable(text) ? "the payload: " : "the header: ") + what);
    }

    private static boolean isHeaderReadable(String text) {
        try {
            Header.read(text.getBytes(StandardCharsets.ISO_8859_1), text.indexOf('.'));
            return true;
        } catch (TokenFormatException e) {
            return false;
        }
    }

    private static @Nullable String around(String text) {
        if (text.isEmpty()) {
            return "the text is empty";
        } else if (begins(text, "Authorization:")) {
            return "the text begins with Authorization:; the token is what follows Bearer";
        } else if (begins(text, "Bearer ")) {
            return "the text begins with Bearer; the token is what follows it";
        } else if (begins(text, "DPoP ")) {
            return "the text begins with DPoP; the token is what follows it";
        } else if (begins(text, "Basic ")) {
            return "the text is a user name and password (Basic, RFC 7617), and no token";
        } else if (begins(text, "-----BEGIN ")) {
            return "the text is PEM, a key or a certificate, and no token";
        } else if (text.charAt(0) == '<') {
            return "the text is a web page or XML, and no token";
        } else if (text.charAt(0) == '{' || text.charAt(0) == '[') {
            return "the text is JSON and not a compact JWS; in a token response, the token is access_token or id_token";
        } else if (isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1))) {
            return "there is white space before or behind the token";
        } else if (isQuote(text.charAt(0)) || isQuote(text.charAt(text.length() - 1))) {
            return "there are quotation marks around the token, which are not base64url (RFC 7515 §2)";
        } else if (text.endsWith("...") || text.endsWith("\u2026")) {
            return "the text ends in dots, as programs write that show the beginning of a token only: the rest is missing";
        } else if (text.contains("%2E") || text.contains("%2e")) {
            return "the text is percent-encoded, as in a URL: %2E stands for a dot";
        }
        return otherText(text);
    }

    /** A form, a URL, a cookie, a line of a log: a token is in there. In one pass, however long the text is. */
    private static @Nullable String otherText(String text) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isOfToken(text.charAt(i))) {
                if (isToken(text.substring(from, i)) && isSetApart(text, from, i)) {
                    return "there is other text around the token, which is characters " + (from + 1) + " to " + i
                            + ", all of base64url (RFC 7515 §2)";
                }
                from = i + 1;
            }
        }
        return null;
    }

    /** By what forms, URLs, JSON and sentences have between words; a letter that was spoiled is no such thing. */
    private static boolean isSetApart(String text, int from, int to) {
        boolean begins = from == 0
                || isSpace(text.charAt(from - 1))
                || "\"':#(<{[".indexOf(text.charAt(from - 1)) >= 0
                || (from > 1 && text.charAt(from - 1) == '=' && Base64Url.isLetter(text.charAt(from - 2)));
        boolean ends = to == text.length() || "\"'&;,)>}]".indexOf(text.charAt(to)) >= 0 || isFollowed(text, to);
        return begins && ends && to - from < text.length();
    }

    /** By white space and another text, which is not the rest of a token that was broken into lines. */
    private static boolean isFollowed(String text, int at) {
        String rest = text.substring(at).strip();
        return isSpace(text.charAt(at))
                && (rest.startsWith("ey") || !rest.chars().allMatch(c -> isOfToken((char) c)));
    }

    private static boolean isOfToken(char c) {
        return c == '.' || Base64Url.isLetter(c);
    }

    private static boolean isToken(String text) {
        return text.startsWith("ey") && text.chars().filter(c -> c == '.').count() == 2;
    }

    private static boolean begins(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static @Nullable String characters(String text) {
        int segment = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                segment++;
            } else if (isSpace(c)) {
                return "there is white space within the token, such as a line break, at character " + (i + 1);
            } else if (isInvisible(c)) {
                return String.format(
                        Locale.ROOT,
                        "character %d cannot be seen (U+%04X), and is not one of base64url (RFC 7515 §2)",
                        i + 1,
                        (int) c);
            } else if (c == '=' && isPadding(text, i)) {
                return "the " + name(segment)
                        + " ends in padding (=), which base64url in a JWS never has (RFC 7515 §2)";
            } else if (c == '+' || c == '/') {
                return "character " + (i + 1) + " is of base64; a JWS is base64url (RFC 7515 §2)";
            } else if (!Base64Url.isLetter(c)) {
                return "character " + (i + 1) + " is not one of base64url (RFC 7515 §2)";
            }
        }
        return null;
    }

    /** At the end of a segment, there is nothing but padding. */
    private static boolean isPadding(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == '=') {
            end++;
        }
        return end == text.length() || text.charAt(end) == '.';
    }

    /** All characters are right: perhaps some are missing. */
    private static @Nullable String cut(String text) {
        String[] segments = text.split("\\.", -1);
        if (segments.length > 3) {
            return segments.length == 5
                    ? null
                    : "a compact JWS has three segments, and this text has more, " + segments.length
                            + ": two tokens, or something behind one?";
        } else if (!beginsAsAnObject(segments[0])) {
            return "the " + (segments.length == 3 ? "header" : "text, which has fewer than three segments,")
                    + " does not begin as a JSON object in base64url does: it is not a JWT, or its beginning is missing";
        } else if (segments.length < 3) {
            return "a compact JWS has three segments, this text has fewer: it is cut off after " + text.length()
                    + " characters, in its " + name(segments.length - 1) + " or behind it";
        } else if (!isCanonical(segments[2])) {
            return "the signature is not canonical base64url (RFC 7515 §2): the token is cut off after " + text.length()
                    + " characters, or was changed";
        }
        return null;
    }

    private static boolean isCanonical(String segment) {
        try {
            Base64Url.decode(segment);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A brace is six bits of one letter and two of the next; white space may be before it. */
    private static boolean beginsAsAnObject(String segment) {
        if (segment.length() < 2) {
            return false;
        }
        char first = segment.charAt(0);
        boolean brace = first == 'e' && "wxyz0123456789-_".indexOf(segment.charAt(1)) >= 0;
        return brace || first == 'I' || first == 'C' || first == 'D';
    }

    /** A byte order mark, or spaces and joiners of no width or of another width, which copying from a page brings along. */
    private static boolean isInvisible(char c) {
        return Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isSpace(char c) {
        return c <= ' ';
    }

    private static boolean isQuote(char c) {
        return "\"'`\u201c\u201d\u2018\u2019".indexOf(c) >= 0;
    }

    private static String name(int segment) {
        return segment < SEGMENTS.length ? SEGMENTS[segment] : String.format(Locale.ROOT, "segment %d", segment + 1);
    }
}
