package org.jwks4j.verifier.signature;

/** An ECDSA signature as X.509 has it, for providers that know no other (RFC 3279 §2.2.3, X.690 §8.3). */
final class EcdsaDer {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private EcdsaDer() {}

    /**
     * R and S, side by side as in a JWS (RFC 7518 §3.4), as a sequence of two integers.
     *
     * @param signature each half was found to be above zero
     */
    static byte[] of(byte[] signature) {
        int half = signature.length / 2;
        int r = length(signature, 0, half);
        int s = length(signature, half, signature.length);
        int content = 2 + r + 2 + s; // at most 138 bytes, for P-521
        int head = content < 0x80 ? 2 : 3;
        byte[] der = new byte[head + content];
        der[0] = SEQUENCE;
        if (head == 3) {
            der[1] = (byte) 0x81;
        }
        der[head - 1] = (byte) content;
        putInteger(der, head, signature, half, r);
        putInteger(der, head + 2 + r, signature, signature.length, s);
        return der;
    }

    /** Without leading zeros, but with one if the first bit would say that the number is negative. */
    private static int length(byte[] signature, int from, int to) {
        int first = from;
        while (first < to - 1 && signature[first] == 0) {
            first++;
        }
        return to - first + (signature[first] < 0 ? 1 : 0);
    }

    /** The number that ends at {@code to}; the zero before it is there already. */
    private static void putInteger(byte[] der, int at, byte[] signature, int to, int length) {
        der[at] = INTEGER;
        der[at + 1] = (byte) length;
        int copied = Math.min(length, signature.length / 2);
        System.arraycopy(signature, to - copied, der, at + 2 + length - copied, copied);
    }
}
