package org.jwks4j.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/** {@link UnverifiedToken} reads what {@link TokenOracle} reads, and refuses what it refuses. The input is the token. */
public final class TokenTarget {
    private TokenTarget() {}

    /**
     * Called by the fuzzer.
     *
     * @param input the token in UTF-8
     */
    public static void fuzzerTestOneInput(byte[] input) {
        compare(new String(input, UTF_8));
    }

    static void compare(String text) {
        Optional<TokenOracle> expected = TokenOracle.read(text);
        @Nullable UnverifiedToken actual = parse(text);
        if (expected.isPresent() != (actual != null)) {
            throw new AssertionError((actual == null ? "refused" : "accepted") + ", unlike the oracle: " + text);
        }
        if (actual != null && !same(expected.get(), actual)) {
            throw new AssertionError("read otherwise than the oracle, which read " + expected.get() + ": " + text);
        }
    }

    private static @Nullable UnverifiedToken parse(String text) {
        try {
            return UnverifiedToken.parse(text);
        } catch (TokenFormatException e) {
            return null;
        }
    }

    private static boolean same(TokenOracle expected, UnverifiedToken actual) {
        return expected.algorithm().equals(actual.algorithm())
                && Objects.equals(expected.keyId(), actual.keyId())
                && Objects.equals(expected.issuer(), actual.issuer())
                && Arrays.equals(expected.header(), actual.header().utf8())
                && Arrays.equals(expected.payload(), actual.payload().utf8())
                && Arrays.equals(expected.signature(), actual.signature())
                && Arrays.equals(expected.signingInput(), actual.signingInput());
    }
}
