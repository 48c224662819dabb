package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator's word on a key holds for that key of that issuer. */
class RevokedKeysTest {
    private static final TrustedIssuer A = TrustedIssuer.of("https://a");
    private static final TrustedIssuer B = TrustedIssuer.of("https://b");

    private final RevokedKeys revoked = new RevokedKeys();

    @Test
    void nothingIsRevokedAtFirst() {
        assertThat(revoked.of(A)).isEmpty();
        assertThat(revoked.contains(A, "kid")).isFalse();
    }

    @Test
    void aKey_isRevokedForItsIssuerAlone() {
        revoked.add("https://a", "kid");
        assertThat(revoked.contains(A, "kid")).isTrue();
        assertThat(revoked.contains(A, "other")).isFalse();
        assertThat(revoked.contains(B, "kid")).isFalse();
        assertThat(revoked.of(B)).isEmpty();
    }

    @Test
    void severalKeys_areAllRevoked() {
        revoked.add("https://a", "1");
        revoked.add("https://a", "2");
        revoked.add("https://a", "2");
        assertThat(revoked.of(A)).isEqualTo(Set.of("1", "2"));
    }

    @Test
    void noKid_isNoRevokedOne() {
        revoked.add("https://a", "kid");
        assertThat(revoked.contains(A, null)).isFalse();
    }

    @Test
    void aKeyThatWasRevokedByAnAlias_isRevoked() {
        revoked.add("https://alias", "1");
        revoked.add("https://a", "2");
        assertThat(revoked.of(A)).containsExactly("2");
        assertThat(revoked.of(A.withAlias("https://alias"))).containsExactlyInAnyOrder("1", "2");
        assertThat(revoked.contains(A.withAlias("https://alias"), "1")).isTrue();
    }
}
