package org.jwks4j.verifier.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A nonce is known again without having been stored (RFC 9449 §9). */
final class DpopNoncesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final byte[] ONE = "one secret of at least 32 bytes!".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER = "two secret of at least 32 bytes!".getBytes(StandardCharsets.US_ASCII);

    @Test
    void nonce_isAcceptedByEachNodeWithTheSecret() {
        String nonce = DpopNonces.of(ONE, LIFETIME).next(NOW);

        assertThat(nonce).matches("[A-Za-z0-9_-]{32}");
        assertThat(DpopNonces.of(ONE, LIFETIME).accepts(nonce, NOW)).isTrue();
        assertThat(DpopNonces.of(OTHER, LIFETIME).accepts(nonce, NOW)).isFalse();
        assertThat(DpopNonces.ofThisProcess(new SecureRandom(), LIFETIME).accepts(nonce, NOW))
                .isFalse();
    }

    @Test
    void nonce_livesForItsLifetime() {
        DpopNonces nonces = DpopNonces.of(ONE, LIFETIME);
        String nonce = nonces.next(NOW);

        assertThat(nonces.accepts(nonce, NOW.plus(LIFETIME))).isTrue();
        assertThat(nonces.accepts(nonce, NOW.plus(LIFETIME).plusNanos(1))).isFalse();
        assertThat(nonces.accepts(nonce, NOW.minusSeconds(10))).isTrue(); // the clock of another node
        assertThat(nonces.accepts(nonce, NOW.minusSeconds(10).minusNanos(1))).isFalse();
    }

    @Test
    void rotation_keepsTheSecretBefore_andNoOlderOne() {
        DpopNonces nonces = DpopNonces.of(ONE, LIFETIME);
        String first = nonces.next(NOW);
        nonces.rotate(OTHER);
        String second = nonces.next(NOW);

        assertThat(second).isNotEqualTo(first);
        assertThat(nonces.accepts(first, NOW)).isTrue();
        nonces.rotate("three: a secret of over 32 bytes".getBytes(StandardCharsets.US_ASCII));
        assertThat(nonces.accepts(first, NOW)).isFalse();
        assertThat(nonces.accepts(second, NOW)).isTrue();
    }

    @Test
    void whatIsNoNonce_isRefused() {
        DpopNonces nonces = DpopNonces.of(ONE, LIFETIME);
        String nonce = nonces.next(NOW);
        String otherMac = nonce.substring(0, 31) + (nonce.endsWith("A") ? "B" : "A");
        String otherTime = (nonce.startsWith("B") ? "C" : "B") + nonce.substring(1);

        for (String wrong : List.of("", "x", otherMac, otherTime, nonce + "A", nonce + "=", "\u00e4", "f".repeat(32))) {
            assertThat(nonces.accepts(wrong, NOW)).as(wrong).isFalse();
        }
    }

    @Test
    void weakSecretsAndOddLifetimes_areRefused() {
        DpopNonces nonces = DpopNonces.of(ONE, LIFETIME);
        assertThatIllegalArgumentException().isThrownBy(() -> DpopNonces.of(new byte[31], LIFETIME));
        assertThatIllegalArgumentException().isThrownBy(() -> nonces.rotate(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> DpopNonces.of(ONE, Duration.ofMillis(999)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DpopNonces.of(ONE, Duration.ofHours(1).plusNanos(1)));
    }

    @Test
    void secret_isNotPrinted() {
        assertThat(DpopNonces.of(ONE, LIFETIME).toString()).isEqualTo("DpopNonces[for PT5M]");
    }
}
