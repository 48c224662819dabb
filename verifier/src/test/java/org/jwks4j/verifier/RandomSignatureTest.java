package org.jwks4j.verifier;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.Reason;

/** Whatever bytes stand in place of a signature: the token is refused, and nothing else comes out of a provider. */
final class RandomSignatureTest {
    private static final String[] ALGORITHMS = {"RS256", "PS256", "ES256", "ES384", "ES512", "Ed25519", "Ed448"};
    private static final int TRIES = 30;

    @AutoClose
    static final Shop SHOP = Shop.open(ALGORITHMS);

    static Stream<String> algorithms() {
        return Stream.of(ALGORITHMS);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void randomBytesOfTheRightLength_areRefused(String alg) {
        Segments genuine = Segments.of(SHOP.token(alg).mint());
        int length = genuine.signatureBytes().length;
        Random random = new Random(length);
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            SHOP.refuses(genuine.withSignature(bytes).token(), Reason.INVALID_SIGNATURE);
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void genuineSignatureWithAnyBitFlipped_isRefused(String alg) {
        Segments genuine = Segments.of(SHOP.token(alg).mint());
        byte[] bytes = genuine.signatureBytes();
        for (int bit = 0; bit < bytes.length * 8; bit += 11) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            SHOP.refuses(genuine.withSignature(bytes).token(), Reason.INVALID_SIGNATURE);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void randomBytesOfAnyLength_areRefused(String alg) {
        Segments genuine = Segments.of(SHOP.token(alg).mint());
        Random random = new Random(alg.hashCode());
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            SHOP.refuses(genuine.withSignature(bytes).token(), Reason.INVALID_SIGNATURE);
        }
    }
}
