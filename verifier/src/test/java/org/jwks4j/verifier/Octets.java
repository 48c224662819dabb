package org.jwks4j.verifier;

import java.math.BigInteger;
import java.util.Arrays;

/** Numbers and bytes, as signatures are made of them. */
final class Octets {
    private Octets() {}

    /** The low bytes of a number, in exactly so many bytes. */
    static byte[] bigEndian(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
        return fixed;
    }

    static byte[] littleEndian(BigInteger number, int length) {
        return reversed(bigEndian(number, length));
    }

    static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** One byte of 1 and zeros behind it: the neutral point of an Edwards curve, as it is encoded. */
    static byte[] neutralPoint(int length) {
        byte[] point = new byte[length];
        point[0] = 1;
        return point;
    }

    static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** A copy with other bytes from a position on. */
    static byte[] replaced(byte[] bytes, int from, byte[] replacement) {
        byte[] changed = bytes.clone();
        System.arraycopy(replacement, 0, changed, from, replacement.length);
        return changed;
    }

    static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    static byte[] secondHalf(byte[] bytes) {
        return Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length);
    }
}
