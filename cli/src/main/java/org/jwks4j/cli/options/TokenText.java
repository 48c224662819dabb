package org.jwks4j.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/**
 * A token out of what was pasted. What plainly surrounds it is taken off: quotation marks, {@code Authorization: Bearer}, the
 * JSON of a token response, and line breaks. Anything else stays, and is refused as it would be elsewhere.
 *
 * @param token the text that is taken for the token
 * @param notes what was taken off, in words; white space at the ends is not worth one
 */
public record TokenText(String token, List<String> notes) {
    private static final List<String> JSON_MEMBERS = List.of("access_token", "id_token", "token");
    private static final String QUOTES = "\"'`\u201c\u201d\u2018\u2019";
    private static final int DEEPEST = 6;

    /** Takes off what surrounds the token. */
    public static TokenText of(String pasted) {
        Unwrapping unwrapping = new Unwrapping(stripped(pasted));
        for (int depth = 0; depth < DEEPEST && unwrapping.step(); depth++) {
            // each step takes off one layer
        }
        unwrapping.joinLines();
        return new TokenText(unwrapping.text, List.copyOf(unwrapping.notes));
    }

    /** Also without what cannot be seen, such as a byte order mark or a space that does not break: copying brings it along. */
    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static final class Unwrapping {
        private String text;
        private final List<String> notes = new ArrayList<>();

        Unwrapping(String text) {
            this.text = text;
        }

        boolean step() {
            return prefix("authorization:", "\"Authorization:\" before it was left out")
                    || scheme("bearer", "\"Bearer\" before it was left out")
                    || scheme("dpop", "\"DPoP\" before it was left out")
                    || quotes()
                    || json();
        }

        private boolean prefix(String prefix, String note) {
            if (!text.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return false;
            }
            return becomes(text.substring(prefix.length()), note);
        }

        /** With nothing behind it, a variable was empty. */
        private boolean scheme(String name, String note) {
            return text.equalsIgnoreCase(name) ? becomes("", note) : prefix(name + " ", note);
        }

        /** One at either end is enough: the other may be lost. */
        private boolean quotes() {
            int from = !text.isEmpty() && isQuote(text.charAt(0)) ? 1 : 0;
            int to =
                    text.length() > from && isQuote(text.charAt(text.length() - 1)) ? text.length() - 1 : text.length();
            if (from == 0 && to == text.length()) {
                return false;
            }
            return becomes(text.substring(from, to), "the quotation marks around it were left out");
        }

        private static boolean isQuote(char c) {
            return QUOTES.indexOf(c) >= 0;
        }

        private boolean json() {
            if (!text.startsWith("{")) {
                return false;
            }
            try {
                return member(JsonObject.parse(text), this::takeMember);
            } catch (JsonFormatException e) {
                return false;
            }
        }

        /** The first member that looks like a JWT: an access token may be opaque. */
        private static boolean member(JsonObject response, BiConsumer<String, String> take) {
            for (String name : JSON_MEMBERS) {
                Optional<String> token = response.has(name) ? response.string(name) : Optional.empty();
                if (token.filter(value -> value.chars().filter(c -> c == '.').count() == 2)
                        .isPresent()) {
                    take.accept(name, token.get());
                    return true;
                }
            }
            return false;
        }

        private void takeMember(String name, String token) {
            becomes(token, "it is the " + name + " of a JSON document");
        }

        private boolean becomes(String inner, String note) {
            text = stripped(inner);
            notes.add(note);
            return true;
        }

        /** A terminal, a mail or a shell breaks a long line, perhaps with a backslash. */
        void joinLines() {
            String joined = text.replaceAll("\\\\?[ \\t]*(\\r\\n?|\\n)[ \\t]*", "");
            if (!joined.equals(text)) {
                long breaks = text.replace("\r\n", "\n")
                        .chars()
                        .filter(c -> c == '\n' || c == '\r')
                        .count();
                notes.add(String.format(
                        Locale.ROOT,
                        "%d line break%s in it %s left out",
                        breaks,
                        breaks == 1 ? "" : "s",
                        breaks == 1 ? "was" : "were"));
                text = joined;
            }
        }
    }
}
