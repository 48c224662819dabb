package org.jwks4j.token;

/**
 * How large a token may be. These hold before anything is known of its issuer, so they are the same for all tokens.
 *
 * @param maxTokenLength how long a token may be, in characters
 * @param maxHeaderBytes how long a decoded header may be, in bytes
 */
public record TokenLimits(int maxTokenLength, int maxHeaderBytes) {
    private static final int LARGEST_TOKEN = 64 * 1024;
    private static final int LARGEST_HEADER = 16 * 1024;
    static final int USUAL_TOKEN = 16 * 1024;
    static final int USUAL_HEADER = 4 * 1024;
    private static final TokenLimits DEFAULTS = new TokenLimits(USUAL_TOKEN, USUAL_HEADER);

    /**
     * Checks that the limits are limits.
     *
     * @param maxTokenLength above zero, at most 65,536
     * @param maxHeaderBytes above zero, at most 16,384
     * @throws IllegalArgumentException when one is out of that range
     */
    public TokenLimits {
        boolean sound = maxTokenLength >= 1
                && maxTokenLength <= LARGEST_TOKEN
                && maxHeaderBytes >= 1
                && maxHeaderBytes <= LARGEST_HEADER;
        if (!sound) {
            throw new IllegalArgumentException(
                    "a token may have 1 to " + LARGEST_TOKEN + " characters and 1 to " + LARGEST_HEADER
                            + " bytes of header; these limits are " + maxTokenLength + " and " + maxHeaderBytes);
        }
    }

    /**
     * What holds if nothing is said.
     *
     * @return 16,384 characters and 4,096 bytes of header
     */
    public static TokenLimits defaults() {
        return DEFAULTS;
    }
}
