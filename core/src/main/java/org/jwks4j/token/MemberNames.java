package org.jwks4j.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The member names of the objects that are open, to refuse one that comes twice (RFC 7515 §4, RFC 8725 §2.4): spans of the
 * text with a fingerprint, not copies. Those of the object that was closed last stay.
 */
final class MemberNames {
    private static final int MAX_MEMBERS = 512;
    private static final int MAX_ESCAPED_NAMES = 32;

    private static final int POSITION_BITS = 16;
    private static final int MAX_POSITION = (1 << POSITION_BITS) - 1;
    private static final long FINGERPRINT = -1L << (2 * POSITION_BITS);

    private final byte[] json;
    private long[] names; // of each: half of its fingerprint, where it starts, where it ends
    private long marks; // a bit for each name that was added: where it is not set, the name is new
    private int escapedNames;
    private boolean allPlain = true;
    private int size;
    private int scope;
    private int closed;

    MemberNames(byte[] json) {
        if (json.length > MAX_POSITION) {
            throw TokenFormatException.malformed("the JSON is longer than " + MAX_POSITION + " bytes");
        }
        this.json = json;
        this.names = new long[4 + json.length / 48]; // enough for most; it grows
    }

    /** Begins an object; returns what {@link #closeScope} wants. */
    int openScope() {
        int outer = scope;
        scope = size;
        return outer;
    }

    void closeScope(int outer) {
        closed = size - scope;
        size = scope;
        scope = outer;
    }

    /**
     * Checks and adds the name whose opening quote is at a position: most are short and plain, and are checked, hashed and ended
     * in the same step of eight bytes.
     *
     * @return the position behind its closing quote
     */
    int read(int position) {
        long fingerprint = 0;
        int next = position + 1;
        while (position < json.length && json[position] == '"' && next + Long.BYTES <= json.length) {
            long bytes = (long) StringScanner.EIGHT.get(json, next);
            long special = StringScanner.special(bytes);
            if (special == 0) {
                fingerprint = Fingerprint.mixed(fingerprint, bytes);
                next += Long.BYTES;
                continue;
            }
            int plain = Long.numberOfTrailingZeros(special) / Byte.SIZE;
            if (json[next + plain] != '"') {
                break;
            }
            add(position + 1, next + plain, Fingerprint.last(fingerprint, bytes, plain));
            return next + plain + 1;
        }
        return readAnew(position);
    }

    /** A name with escapes or other letters than ASCII, or at the end of the text. */
    private int readAnew(int position) {
        int end = StringScanner.skip(json, position);
        boolean escaped = StringScanner.hasEscape(json, position + 1, end - 1);
        allPlain = false;
        long fingerprint =
                escaped ? fingerprintOfEscaped(position + 1, end - 1) : Fingerprint.of(json, position + 1, end - 1);
        add(position + 1, end - 1, fingerprint);
        return end;
    }

    private void add(int start, int end, long fingerprint) {
        long name = (fingerprint & FINGERPRINT) | ((long) start << POSITION_BITS) | end;
        long mark = 1L << fingerprint;
        if ((marks & mark) != 0) {
            requireNew(name, start, end);
        }
        marks |= mark;
        if (size - scope >= MAX_MEMBERS) {
            throw TokenFormatException.malformed("an object has more than " + MAX_MEMBERS + " members");
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
        }
        names[size++] = name;
    }

    /** The names of the object that was closed last, for one who adds no more. */
    long[] closed() {
        return names.length > 2 * closed + 8 ? Arrays.copyOf(names, closed) : names;
    }

    int closedCount() {
        return closed;
    }

    /** Whether every name is spelled in plain letters of ASCII. */
    boolean areAllPlain() {
        return allPlain;
    }

    static int start(long name) {
        return (int) (name >>> POSITION_BITS) & MAX_POSITION;
    }

    static int end(long name) {
        return (int) name & MAX_POSITION;
    }

    private void requireNew(long name, int start, int end) {
        for (int i = scope; i < size; i++) {
            if (((names[i] ^ name) & FINGERPRINT) == 0 && isSame(names[i], start, end)) {
                throw TokenFormatException.malformed("a member is there twice");
            }
        }
    }

    private boolean isSame(long name, int start, int end) {
        return StringScanner.sameText(json, start(name), end(name), start, end);
    }

    /** The fingerprint that the name would have without escapes, so that both spellings meet. */
    private long fingerprintOfEscaped(int start, int end) {
        refuseHiddenLetters(start, end);
        if (++escapedNames > MAX_ESCAPED_NAMES) {
            throw TokenFormatException.malformed("more than " + MAX_ESCAPED_NAMES + " member names have escapes");
        }
        byte[] plain = StringScanner.text(json, start, end).getBytes(StandardCharsets.UTF_8);
        return Fingerprint.of(plain, 0, plain.length);
    }

    /** No serializer escapes an ASCII letter or digit; an escaped one is meant to make two parsers read two names. */
    private void refuseHiddenLetters(int start, int end) {
        int i = start;
        while (i < end) {
            if (json[i] != '\\') {
                i++;
                continue;
            }
            boolean hidden = json[i + 1] == 'u' && json[i + 2] == '0' && json[i + 3] == '0' && isLetterOrDigit(i + 4);
            if (hidden) {
                throw TokenFormatException.malformed("a member name hides a letter in an escape");
            }
            i += 2;
        }
    }

    private boolean isLetterOrDigit(int position) {
        int c = (Character.digit(json[position], 16) << 4) | Character.digit(json[position + 1], 16);
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_');
    }
}
