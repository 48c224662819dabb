package org.jwks4j.verifier.signature;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * What the two halves of an EdDSA signature, R and S, can be (RFC 8032 §5.1.7, §5.2.7). Providers differ if R is not the
 * only spelling of its point, or of small order: no signer draws such an R, so none of them is taken.
 */
@SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set of numbers
enum EdDsaForm {
    ED25519(
            32,
            BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19)),
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493")),
            new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16)),
    ED448(
            57,
            BigInteger.ONE
                    .shiftLeft(448)
                    .subtract(BigInteger.ONE.shiftLeft(224))
                    .subtract(BigInteger.ONE),
            BigInteger.ONE
                    .shiftLeft(446)
                    .subtract(new BigInteger("13818066809895115352007386748515426880336692474882178609894547503885")),
            BigInteger.ZERO);

    private final int half;
    private final BigInteger prime;
    private final BigInteger order;

    /** The y of all points of small order: 1 and -1, 0 for order 4, and two more for order 8. */
    private final Set<BigInteger> smallOrder;

    EdDsaForm(int half, BigInteger prime, BigInteger order, BigInteger ofGreatestSmallOrder) {
        this.half = half;
        this.prime = prime;
        this.order = order;
        this.smallOrder = Set.copyOf(List.of(
                BigInteger.ONE,
                prime.subtract(BigInteger.ONE),
                BigInteger.ZERO,
                ofGreatestSmallOrder,
                prime.subtract(ofGreatestSmallOrder)));
    }

    boolean isPossible(byte[] signature) {
        return signature.length == 2 * half
                && isSound(littleEndian(signature, 0).clearBit(8 * half - 1)) // the top bit is the sign of x
                && littleEndian(signature, half).compareTo(order) < 0; // or the same signature has two spellings
    }

    private boolean isSound(BigInteger y) {
        return y.compareTo(prime) < 0 && !smallOrder.contains(y);
    }

    private BigInteger littleEndian(byte[] signature, int from) {
        byte[] bigEndian = new byte[half];
        for (int i = 0; i < half; i++) {
            bigEndian[i] = signature[from + half - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }
}
