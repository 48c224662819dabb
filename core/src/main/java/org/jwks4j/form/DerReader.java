package org.jwks4j.form;

import java.util.Arrays;

/**
 * Reads the elements of DER one after the other (X.690 §8.1, §10.1): tags of one octet, definite lengths in their shortest form.
 * Never goes deeper by itself, and holds no more than the octets it was given.
 */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    private final byte[] der;
    private final int end;
    private int at;

    private DerReader(byte[] der, int from, int end) {
        this.der = der;
        this.at = from;
        this.end = end;
    }

    static DerReader of(byte[] der) {
        return new DerReader(der, 0, der.length);
    }

    boolean isNext(int tag) {
        return at < end && (der[at] & 0xff) == tag;
    }

    /** Goes into the next element, and behind it. */
    DerReader read(int tag) throws UnreadableKeyException {
        if (!isNext(tag)) {
            throw UnreadableKeyException.malformed("its DER has another structure than a certificate or public key");
        }
        at++;
        int length = length();
        if (length > end - at) {
            throw UnreadableKeyException.malformed("its DER ends too early");
        }
        DerReader content = new DerReader(der, at, at + length);
        at += length;
        return content;
    }

    private int length() throws UnreadableKeyException {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7f;
        int length = 0;
        for (int i = 0; i < octets && octets <= 3; i++) {
            length = (length << 8) | octet();
        }
        boolean isShortest = octets == 1 ? length >= 0x80 : length >= (1 << (8 * (octets - 1)));
        if (octets < 1 || octets > 3 || !isShortest) {
            throw UnreadableKeyException.malformed(
                    "a length in its DER is indefinite, not in its shortest form, or too large");
        }
        return length;
    }

    private int octet() throws UnreadableKeyException {
        if (at >= end) {
            throw UnreadableKeyException.malformed("its DER ends too early");
        }
        return der[at++] & 0xff;
    }

    /** What is left. */
    byte[] octets() {
        return Arrays.copyOfRange(der, at, end);
    }

    void requireEnd() throws UnreadableKeyException {
        if (at < end) {
            throw UnreadableKeyException.malformed("something follows in its DER");
        }
    }
}
