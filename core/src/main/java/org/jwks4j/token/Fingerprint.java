package org.jwks4j.token;

import java.security.SecureRandom;

/** A hash of a few bytes out of many. All of its bits depend on all of the bytes: any of them may be taken alone. */
final class Fingerprint {
    /** Drawn anew in each process, so that no one can write texts that share a fingerprint and cost comparisons. */
    private static final long SECRET = new SecureRandom().nextLong() | 1;

    private Fingerprint() {}

    static long of(byte[] text, int start, int end) {
        long fingerprint = 0;
        int next = start;
        for (; end - next >= Long.BYTES; next += Long.BYTES) {
            fingerprint = mixed(fingerprint, (long) StringScanner.EIGHT.get(text, next));
        }
        long last = 0;
        for (int i = end - 1; i >= next; i--) {
            last = (last << Byte.SIZE) | (text[i] & 0xff);
        }
        return last(fingerprint, last, end - next);
    }

    /** What eight more bytes make of it. */
    static long mixed(long fingerprint, long eight) {
        long bits = fingerprint ^ eight;
        return (bits * SECRET) ^ Math.multiplyHigh(bits, SECRET);
    }

    /** What the lowest bytes of eight make of it, up to seven or none, at the end of a text. */
    static long last(long fingerprint, long eight, int count) {
        return mixed(fingerprint, (eight << 1) << (Long.SIZE - 1 - Byte.SIZE * count)); // a shift by 64 would be none
    }
}
