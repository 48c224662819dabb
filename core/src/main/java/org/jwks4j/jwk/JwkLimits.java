package org.jwks4j.jwk;

/**
 * How much work a published JWK Set may make. The document's own size is bounded before: 1 MiB, and 64,000 names, values and
 * brackets of JSON.
 *
 * @param maxKeys how many entries a set may have; one with more is refused whole
 * @param maxRsaBits how many bits an RSA modulus may have; a key with more is skipped
 * @param maxRsaExponent the largest RSA exponent; a key with a larger one is skipped
 */
public record JwkLimits(int maxKeys, int maxRsaBits, long maxRsaExponent) {
    /** RFC 7518 §3.3. */
    static final int MIN_RSA_BITS = 2048;

    private static final JwkLimits DEFAULTS = new JwkLimits(2_000, 8192, 0xffff_ffffL);
    private static final JwkLimits FOR_STRANGERS = new JwkLimits(64, 4096, 65_537);

    /**
     * Checks that each limit leaves something to use.
     *
     * @param maxKeys at least 1
     * @param maxRsaBits at least 2048 (RFC 7518 §3.3)
     * @param maxRsaExponent at least 3
     * @throws IllegalArgumentException when a limit is lower than that
     */
    public JwkLimits {
        if (maxKeys < 1 || maxRsaBits < MIN_RSA_BITS || maxRsaExponent < 3) {
            throw new IllegalArgumentException("limits too low for any key: " + maxKeys + " keys, RSA of " + maxRsaBits
                    + " bits with exponents up to " + maxRsaExponent);
        }
    }

    /**
     * For an issuer that was trusted by name, or whose host was.
     *
     * @return 2,000 keys, RSA of up to 8192 bits, exponents of up to 32 bits
     */
    public static JwkLimits defaults() {
        return DEFAULTS;
    }

    /**
     * For a host that someone else chose. An RSA check costs the square of the modulus' length times the exponent's: at most
     * four times what a key of 2048 bits costs.
     *
     * @return 64 keys, RSA of up to 4096 bits, exponents of up to 65537
     */
    public static JwkLimits forStrangers() {
        return FOR_STRANGERS;
    }
}
