package org.jwks4j.verifier.remembered;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.encoding.Sha256;

/** The digest is that of the whole text, however it is read. */
final class DigesterTest {
    private static TokenDigest whole(String token) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(token.getBytes(StandardCharsets.ISO_8859_1)));
        return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    private static String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('A' + i % 57));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 900, 1023, 1024, 1025, 2048, 16_384})
    void digest_isThatOfAllLetters(int length) {
        assertThat(Digester.digest(text(length))).isEqualTo(whole(text(length)));
    }

    @Test
    void textThatDiffersInOneLetterAnywhere_hasAnother() {
        String token = text(2_100);
        for (int i = 0; i < token.length(); i++) {
            String other = token.substring(0, i) + '.' + token.substring(i + 1);
            assertThat(Digester.digest(other)).isNotEqualTo(Digester.digest(token));
        }
    }

    /** U+0141 ends in the bits of the letter A. */
    @Test
    void letterOutsideOfLatin1_isNotTakenForAnother() {
        assertThat(Digester.digest("e30.\u0141.x")).isNotEqualTo(Digester.digest("e30.A.x"));
        assertThat(Digester.digest("e30.\ud800.x")).isEqualTo(whole("e30.?.x"));
    }

    @Test
    void threadsAtTheSameTime_haveEachTheirOwn() {
        CompletableFuture<?>[] all = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    String token = text(500 + 37 * i);
                    TokenDigest expected = whole(token);
                    for (int n = 0; n < 200; n++) {
                        assertThat(Digester.digest(token)).isEqualTo(expected);
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();
    }
}
