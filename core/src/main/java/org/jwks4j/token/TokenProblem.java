package org.jwks4j.token;

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
        return problem == null ? refusal : new TokenFormatException(problem);
    }

    private static @Nullable String around(String text) {
        if (text.isEmpty()) {
            return "the text is empty";
        } else if (begins(text, "Authorization:")) {
            return "the text begins with Authorization:; the token is what follows Bearer";
        } else if (begins(text, "Bearer ")) {
            return "the text begins with Bearer; the token is what follows it";
        } else if (text.charAt(0) == '{') {
            return "the text is JSON and not a compact JWS; in a token response, the token is access_token or id_token";
        } else if (isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1))) {
            return "there is white space before or behind the token";
        } else if (isQuote(text.charAt(0)) || isQuote(text.charAt(text.length() - 1))) {
            return "there are quotation marks around the token, which are not base64url (RFC 7515 §2)";
        }
        return null;
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
            return null;
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
