package org.jwks4j.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads named string members out of one JSON object (RFC 8259) in a single pass over its bytes, without a tree, and checks
 * the whole text while doing so.
 */
final class StrictScanner {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_LENGTH = 1000;

    private final StringScanner strings;
    private final MemberNames names;
    private final byte[] json;
    private int position;

    private StrictScanner(byte[] json) {
        this.json = json;
        this.strings = new StringScanner(json);
        this.names = new MemberNames(json, strings);
    }

    /** The values of the wanted top-level members, in that order; null where one is absent, refused where it is no string. */
    static @Nullable String[] stringMembers(byte[] json, String... wanted) {
        StrictScanner scanner = new StrictScanner(json);
        @Nullable String[] values = new @Nullable String[wanted.length];
        scanner.skipSpace();
        scanner.object(1, wanted, values);
        scanner.skipSpace();
        if (scanner.position != json.length) {
            throw malformed("something follows the JSON object");
        }
        return values;
    }

    private void object(int depth, String[] wanted, @Nullable String[] values) {
        expect('{');
        int scope = names.openScope();
        skipSpace();
        if (peek() != '}') {
            do {
                skipSpace();
                int member = memberName(wanted);
                value(depth, member, values);
                skipSpace();
            } while (takeIf(','));
        }
        expect('}');
        names.closeScope(scope);
    }

    /** Reads a name and its colon; returns its index among the wanted ones, or -1. */
    private int memberName(String[] wanted) {
        int start = position + 1;
        position = strings.skip(position);
        int end = position - 1;
        names.add(start, end);
        skipSpace();
        expect(':');
        skipSpace();
        for (int i = 0; i < wanted.length; i++) {
            if (names.lastIs(wanted[i])) {
                return i;
            }
        }
        return -1;
    }

    private void value(int depth, int member, @Nullable String[] values) {
        if (member < 0) {
            skipValue(depth);
            return;
        }
        if (peek() != '"') {
            throw malformed("a member that must be a string is none");
        }
        int start = position + 1;
        position = strings.skip(position);
        values[member] = strings.text(start, position - 1);
    }

    private void skipValue(int depth) {
        switch (peek()) {
            case '"' -> position = strings.skip(position);
            case '{' -> {
                requireDepth(depth + 1);
                object(depth + 1, new String[0], new @Nullable String[0]);
            }
            case '[' -> array(depth + 1);
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    private void array(int depth) {
        requireDepth(depth);
        expect('[');
        skipSpace();
        if (peek() != ']') {
            do {
                skipSpace();
                skipValue(depth);
                skipSpace();
            } while (takeIf(','));
        }
        expect(']');
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("the JSON is nested deeper than " + MAX_DEPTH);
        }
    }

    private void literal(String literal) {
        byte[] expected = literal.getBytes(StandardCharsets.US_ASCII);
        int end = position + expected.length;
        if (end > json.length || !Arrays.equals(json, position, end, expected, 0, expected.length)) {
            throw malformed("not JSON");
        }
        position = end;
    }

    /** RFC 8259 §6. */
    private void number() {
        int start = position;
        takeIf('-');
        if (!takeIf('0')) {
            digits();
        }
        if (takeIf('.')) {
            digits();
        }
        if (takeIf('e') || takeIf('E')) {
            if (!takeIf('+')) {
                takeIf('-');
            }
            digits();
        }
        if (position - start > MAX_NUMBER_LENGTH) {
            throw malformed("a number is longer than " + MAX_NUMBER_LENGTH + " characters");
        }
    }

    private void digits() {
        int start = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        if (position == start) {
            throw malformed("not JSON");
        }
    }

    private void skipSpace() {
        while (position < json.length && isSpace(json[position])) {
            position++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    /** The byte at hand, or 0, which no JSON structure has, at the end. */
    private int peek() {
        return position < json.length ? json[position] : 0;
    }

    private boolean takeIf(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    private void expect(char expected) {
        if (!takeIf(expected)) {
            throw malformed("not a JSON object");
        }
    }

    static TokenFormatException malformed(String why) {
        return new TokenFormatException("header or payload: " + why);
    }
}
