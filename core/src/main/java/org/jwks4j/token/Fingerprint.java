package org.jwks4j.token;

import java.security.SecureRandom;

/** A hash of a few bytes out of many. All of its bits depend on all of the bytes: any of them may be taken alone. */
final class Fingerprint {
    /** Drawn anew in each process, so that nobody can write texts that share a fingerprint and cost comparisons. */
    private static final long SECRET = new SecureRandom().nextLong() | 1;

    private Fingerprint() {}

    static long of(byte[] text, int start, int end) {
        long fingerprint = 0;
        int next = start;
        for (; end - next > Long.BYTES; next += Long.BYTES) {
            fingerprint = mixed(fingerprint ^ (long) StringScanner.EIGHT.get(text, next));
        }
        return mixed(fingerprint ^ lastBytes(text, next, end));
    }

    private static long mixed(long bits) {
        return (bits * SECRET) ^ Math.multiplyHigh(bits, SECRET);
    }

    private static long lastBytes(byte[] text, int start, int end) {
        if (start == end) {
            return 0;
        }
        int unwanted = Long.SIZE - Byte.SIZE * (end - start);
        if (start + Long.BYTES <= text.length) {
            return (long) StringScanner.EIGHT.get(text, start) << unwanted;
        }
        long bytes = 0;
        for (int i = end - 1; i >= start; i--) {
            bytes = (bytes << Byte.SIZE) | (text[i] & 0xff);
        }
        return bytes << unwanted;
    }
}
