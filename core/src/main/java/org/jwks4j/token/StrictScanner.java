package org.jwks4j.token;

import org.jspecify.annotations.Nullable;

/**
 * Reads named string members out of one JSON object (RFC 8259) in a single pass over its bytes, without a tree, and checks
 * the whole text while doing so. Each method is handed the position where its part begins and returns the one behind it:
 * positions in local variables are what keeps the scan fast.
 */
final class StrictScanner {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_LENGTH = 1000;

    private final byte[] json;
    private final StringScanner strings;
    private final MemberNames names;
    private final WantedMembers wanted;
    private final @Nullable String[] values;

    private StrictScanner(byte[] json, WantedMembers wanted) {
        this.json = json;
        this.strings = new StringScanner(json);
        this.names = new MemberNames(json, strings);
        this.wanted = wanted;
        this.values = new @Nullable String[wanted.size()];
    }

    /** The values of the wanted top-level members, in that order; null where one is absent, refused where it is no string. */
    static @Nullable String[] stringMembers(byte[] json, WantedMembers wanted) {
        StrictScanner scanner = new StrictScanner(json, wanted);
        int end = scanner.object(scanner.skipSpace(0), 1);
        if (scanner.skipSpace(end) != json.length) {
            throw malformed("something follows the JSON object");
        }
        return scanner.values;
    }

    private int object(int position, int depth) {
        requireDepth(depth);
        int scope = names.openScope();
        int next = skipSpace(expect(position, '{'));
        if (at(next) != '}') {
            next = member(next, depth);
            while (at(next) == ',') {
                next = member(skipSpace(next + 1), depth);
            }
        }
        names.closeScope(scope);
        return expect(next, '}');
    }

    /** A name, its colon, its value, and white space behind it. */
    private int member(int position, int depth) {
        int nameEnd = strings.skip(position);
        long fingerprint = names.add(position + 1, nameEnd - 1, strings.sawEscape());
        int value = skipSpace(expect(skipSpace(nameEnd), ':'));
        int index = depth == 1 ? wanted.indexOf(fingerprint, strings, position + 1, nameEnd - 1) : -1;
        return skipSpace(index >= 0 ? wantedValue(value, index) : skipValue(value, depth));
    }

    private int wantedValue(int position, int index) {
        if (at(position) != '"') {
            throw malformed("a member that must be a string is none");
        }
        int end = strings.skip(position);
        values[index] = strings.text(position + 1, end - 1, strings.sawEscape());
        return end;
    }

    private int skipValue(int position, int depth) {
        return switch (at(position)) {
            case '"' -> strings.skip(position);
            case '{' -> object(position, depth + 1);
            case '[' -> array(position, depth + 1);
            case 't' -> literal(position, "true");
            case 'f' -> literal(position, "false");
            case 'n' -> literal(position, "null");
            default -> number(position);
        };
    }

    private int array(int position, int depth) {
        requireDepth(depth);
        int next = skipSpace(expect(position, '['));
        if (at(next) != ']') {
            next = skipSpace(skipValue(next, depth));
            while (at(next) == ',') {
                next = skipSpace(skipValue(skipSpace(next + 1), depth));
            }
        }
        return expect(next, ']');
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("the JSON is nested deeper than " + MAX_DEPTH);
        }
    }

    private int literal(int position, String literal) {
        int next = position;
        for (int i = 0; i < literal.length(); i++) {
            next = expect(next, literal.charAt(i));
        }
        return next;
    }

    /** RFC 8259 §6. */
    private int number(int position) {
        int next = at(position) == '-' ? position + 1 : position;
        next = at(next) == '0' ? next + 1 : digits(next);
        if (at(next) == '.') {
            next = digits(next + 1);
        }
        if (at(next) == 'e' || at(next) == 'E') {
            boolean signed = at(next + 1) == '+' || at(next + 1) == '-';
            next = digits(signed ? next + 2 : next + 1);
        }
        if (next - position > MAX_NUMBER_LENGTH) {
            throw malformed("a number is longer than " + MAX_NUMBER_LENGTH + " characters");
        }
        return next;
    }

    private int digits(int position) {
        int next = position;
        while (at(next) >= '0' && at(next) <= '9') {
            next++;
        }
        if (next == position) {
            throw malformed("not JSON");
        }
        return next;
    }

    private int skipSpace(int position) {
        int next = position;
        while (at(next) <= ' ' && isSpace(at(next))) {
            next++;
        }
        return next;
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private int expect(int position, char expected) {
        if (at(position) != expected) {
            throw malformed("not a JSON object");
        }
        return position + 1;
    }

    /** The byte at a position, or 0, which no JSON structure has, at the end. */
    private int at(int position) {
        return position < json.length ? json[position] : 0;
    }

    static TokenFormatException malformed(String why) {
        return new TokenFormatException("header or payload: " + why);
    }
}
