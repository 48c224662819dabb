package org.jwks4j.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The member names of the objects that are open, to refuse one that comes twice (RFC 7515 §4, RFC 8725 §2.4): spans of the
 * text with a hash, not copies.
 */
final class MemberNames {
    private static final int MAX_MEMBERS = 512;
    private static final int MAX_ESCAPED_NAMES = 32;
    private static final int SPAN = 4; // start, end, hash, whether it has escapes

    private final byte[] json;
    private final StringScanner strings;
    private int escapedNames;
    private int[] spans = new int[16 * SPAN];
    private int size;
    private int scope;

    MemberNames(byte[] json, StringScanner strings) {
        this.json = json;
        this.strings = strings;
    }

    /** Begins an object; returns what {@link #closeScope} wants. */
    int openScope() {
        int outer = scope;
        scope = size;
        return outer;
    }

    void closeScope(int outer) {
        size = scope;
        scope = outer;
    }

    /** Adds the name between two positions that the string scanner has checked. */
    void add(int start, int end) {
        int escapedBefore = escapedNames;
        int hash = hash(start, end);
        int escaped = escapedNames - escapedBefore;
        if (size - scope >= MAX_MEMBERS * SPAN) {
            throw StrictScanner.malformed("an object has more than " + MAX_MEMBERS + " members");
        }
        for (int i = scope; i < size; i += SPAN) {
            if (spans[i + 2] == hash && same(i, start, end, escaped)) {
                throw StrictScanner.malformed("a member is there twice");
            }
        }
        if (size == spans.length) {
            spans = Arrays.copyOf(spans, size * 2);
        }
        spans[size] = start;
        spans[size + 1] = end;
        spans[size + 2] = hash;
        spans[size + 3] = escaped;
        size += SPAN;
    }

    /** Whether the name added last is the given ASCII text. */
    boolean lastIs(String name) {
        int start = spans[size - SPAN];
        if (spans[size - SPAN + 1] - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (json[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Decodes the few names that have escapes and no others, however many share a hash. */
    private boolean same(int span, int start, int end, int escaped) {
        if (spans[span + 3] == 0 && escaped == 0) {
            return Arrays.equals(json, spans[span], spans[span + 1], json, start, end);
        }
        return strings.text(spans[span], spans[span + 1]).equals(strings.text(start, end));
    }

    private int hash(int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            if (json[i] == '\\') {
                return hashOfEscaped(start, end);
            }
            hash = 31 * hash + json[i];
        }
        return hash;
    }

    /** The hash of the bytes that the name would have without escapes, so that both spellings meet. */
    private int hashOfEscaped(int start, int end) {
        refuseHiddenLetters(start, end);
        if (++escapedNames > MAX_ESCAPED_NAMES) {
            throw StrictScanner.malformed("more than " + MAX_ESCAPED_NAMES + " member names have escapes");
        }
        int hash = 0;
        for (byte b : strings.text(start, end).getBytes(StandardCharsets.UTF_8)) {
            hash = 31 * hash + b;
        }
        return hash;
    }

    /** No serializer escapes an ASCII letter or digit; who does it wants two parsers to read two names. */
    private void refuseHiddenLetters(int start, int end) {
        int i = start;
        while (i < end) {
            if (json[i] != '\\') {
                i++;
                continue;
            }
            boolean hidden = json[i + 1] == 'u' && json[i + 2] == '0' && json[i + 3] == '0' && isLetterOrDigit(i + 4);
            if (hidden) {
                throw StrictScanner.malformed("a member name hides a letter in an escape");
            }
            i += 2;
        }
    }

    private boolean isLetterOrDigit(int position) {
        int c = (Character.digit(json[position], 16) << 4) | Character.digit(json[position + 1], 16);
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_');
    }
}
