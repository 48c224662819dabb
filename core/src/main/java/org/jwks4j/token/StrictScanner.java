package org.jwks4j.token;

/**
 * Checks one JSON object (RFC 8259) in a single pass over its bytes, without a tree, and notes where its top-level members are.
 * Each method is handed the position where its part begins and returns the one behind it: positions in local variables are what
 * keeps the scan fast.
 */
final class StrictScanner {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_LENGTH = 1000;
    private static final int MAX_USUAL_NUMBER_LENGTH = 300;

    /** In each byte of eight, what a digit's is not: the rest of {@code '0'}, and the distance from 10 to 128. */
    private static final long ZEROS = 0x3030303030303030L;

    private static final long BEYOND_NINE = 0x7676767676767676L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] json;
    private final MemberNames names;
    private boolean unusualNumbers;

    private StrictScanner(byte[] json) {
        this.json = json;
        this.names = new MemberNames(json);
    }

    /** The object that the bytes are, which are not copied. */
    static TokenJson read(byte[] json) {
        StrictScanner scanner = new StrictScanner(json);
        int end = scanner.object(scanner.skipSpace(0), 1);
        if (scanner.skipSpace(end) != json.length) {
            throw TokenFormatException.malformed("something follows the JSON object");
        }
        return new TokenJson(json, scanner.names, scanner.unusualNumbers);
    }

    /** With one place that reads a member: the compiler then takes it in whole. */
    private int object(int position, int depth) {
        requireDepth(depth);
        int scope = names.openScope();
        int next = skipSpace(expect(position, '{'));
        boolean more = at(next) != '}';
        while (more) {
            next = member(next, depth);
            more = at(next) == ',';
            next = more ? skipSpace(next + 1) : next;
        }
        names.closeScope(scope);
        return expect(next, '}');
    }

    /** A name, its colon, its value, and white space behind it. */
    private int member(int position, int depth) {
        int value = skipSpace(expect(skipSpace(names.read(position)), ':'));
        return skipSpace(skipValue(value, depth));
    }

    private int skipValue(int position, int depth) {
        return switch (at(position)) {
            case '"' -> StringScanner.skip(json, position);
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
            throw TokenFormatException.malformed("the JSON is nested deeper than " + MAX_DEPTH);
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
            unusualNumbers = true; // it may be beyond a double
            boolean signed = at(next + 1) == '+' || at(next + 1) == '-';
            next = digits(signed ? next + 2 : next + 1);
        }
        if (next - position > MAX_USUAL_NUMBER_LENGTH) {
            unusualNumbers = true;
            requireNumberLength(next - position);
        }
        return next;
    }

    private static void requireNumberLength(int length) {
        if (length > MAX_NUMBER_LENGTH) {
            throw TokenFormatException.malformed("a number is longer than " + MAX_NUMBER_LENGTH + " characters");
        }
    }

    /** Eight at a time, then one by one at the end of the text: a NumericDate has ten. */
    private int digits(int position) {
        int next = position;
        int found = Long.BYTES;
        while (found == Long.BYTES && next + Long.BYTES <= json.length) {
            found = leadingDigits((long) StringScanner.EIGHT.get(json, next));
            next += found;
        }
        if (found == Long.BYTES) {
            while (at(next) >= '0' && at(next) <= '9') {
                next++;
            }
        }
        if (next == position) {
            throw TokenFormatException.malformed("not JSON");
        }
        return next;
    }

    /** How many of eight bytes, from the lowest up, are digits: the others get their high bit set. */
    private static int leadingDigits(long bytes) {
        long digits = bytes ^ ZEROS;
        long others = ((digits + BEYOND_NINE) | digits) & HIGH_BITS; // a carry goes upwards, past the one that counts
        return others == 0 ? Long.BYTES : Long.numberOfTrailingZeros(others) / Byte.SIZE;
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
            throw TokenFormatException.malformed("not a JSON object");
        }
        return position + 1;
    }

    /** The byte at a position, or 0, which no JSON structure has, at the end. */
    private int at(int position) {
        return position < json.length ? json[position] : 0;
    }
}
