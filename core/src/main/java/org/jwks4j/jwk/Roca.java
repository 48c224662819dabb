package org.jwks4j.jwk;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * The fingerprint of RSA keys made by the library of CVE-2017-15361: their moduli are powers of 65537 modulo every small
 * prime, which a sound modulus is with a chance of less than one in 2^27.
 */
final class Roca {
    private static final int GENERATOR = 65537;
    private static final int[] PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };
    private static final BitSet[] POWERS = powers();

    private Roca() {}

    static boolean hasFingerprint(BigInteger modulus) {
        for (int i = 0; i < PRIMES.length; i++) {
            int residue = modulus.mod(BigInteger.valueOf(PRIMES[i])).intValue();
            if (!POWERS[i].get(residue)) {
                return false;
            }
        }
        return true;
    }

    private static BitSet[] powers() {
        BitSet[] powers = new BitSet[PRIMES.length];
        for (int i = 0; i < PRIMES.length; i++) {
            powers[i] = new BitSet();
            for (int power = 1; !powers[i].get(power); power = (int) ((long) power * GENERATOR % PRIMES[i])) {
                powers[i].set(power);
            }
        }
        return powers;
    }
}
