package org.jwks4j.cli.token;

import java.util.Optional;
import java.util.Set;
import org.jwks4j.jwk.JwsAlgorithm;

/** How long a signature can be, which shows a token that was cut off without any key. */
final class SignatureLength {
    /** Of moduli of 2048 to 8192 bits. */
    private static final int SHORTEST_RSA = 256;

    private static final int LONGEST_RSA = 1024;

    private SignatureLength() {}

    /** Why there is no signature of so many bytes; empty if there is. */
    static Optional<String> expected(JwsAlgorithm algorithm, int bytes) {
        Set<Integer> possible = lengths(algorithm);
        if (possible.isEmpty()) {
            return bytes >= SHORTEST_RSA && bytes <= LONGEST_RSA
                    ? Optional.empty()
                    : Optional.of(SHORTEST_RSA + " to " + LONGEST_RSA + " bytes for " + algorithm);
        }
        return possible.contains(bytes)
                ? Optional.empty()
                : Optional.of(String.join(
                                " or ",
                                possible.stream().sorted().map(String::valueOf).toList()) + " bytes for " + algorithm);
    }

    /** RFC 7518 §3.4, RFC 8812 §3.2, RFC 8037 §3.1 (RFC 8032), FIPS 204 table 2. None for RSA, which goes by the key. */
    private static Set<Integer> lengths(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256, ES256K, ED25519 -> Set.of(64);
            case ES384 -> Set.of(96);
            case ES512 -> Set.of(132);
            case ED448 -> Set.of(114);
            case EDDSA -> Set.of(64, 114);
            case ML_DSA_44 -> Set.of(2420);
            case ML_DSA_65 -> Set.of(3309);
            case ML_DSA_87 -> Set.of(4627);
            case RS256, RS384, RS512, PS256, PS384, PS512 -> Set.of();
        };
    }
}
