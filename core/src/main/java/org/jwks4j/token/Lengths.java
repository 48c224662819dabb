package org.jwks4j.token;

import org.jspecify.annotations.Nullable;

/** How long the parts of a token may be. */
final class Lengths {
    /** Of a {@code kid}, in characters. */
    static final int KEY_ID = 256;

    /** Of a SHA-256 digest in base64url. */
    static final int SHA256 = 43;

    private Lengths() {}

    static void requireAtMost(int max, int actual, String unit, String what) {
        if (actual > max) {
            throw new TokenFormatException(what + " is longer than " + max + " " + unit);
        }
    }

    static @Nullable String bounded(@Nullable String value, int max, String name) {
        if (value != null) {
            requireAtMost(max, value.length(), "characters", "the " + name);
        }
        return value;
    }
}
