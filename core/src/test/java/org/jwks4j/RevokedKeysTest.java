package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator's word on a key holds for that key of that issuer. */
class RevokedKeysTest {
    private final RevokedKeys revoked = new RevokedKeys();

    @Test
    void nothingIsRevokedAtFirst() {
        assertThat(revoked.of("https://a")).isEmpty();
        assertThat(revoked.contains("https://a", "kid")).isFalse();
    }

    @Test
    void aKey_isRevokedForItsIssuerAlone() {
        revoked.add("https://a", "kid");
        assertThat(revoked.contains("https://a", "kid")).isTrue();
        assertThat(revoked.contains("https://a", "other")).isFalse();
        assertThat(revoked.contains("https://b", "kid")).isFalse();
        assertThat(revoked.of("https://b")).isEmpty();
    }

    @Test
    void severalKeys_areAllRevoked() {
        revoked.add("https://a", "1");
        revoked.add("https://a", "2");
        revoked.add("https://a", "2");
        assertThat(revoked.of("https://a")).isEqualTo(Set.of("1", "2"));
    }

    @Test
    void noKid_isNoRevokedOne() {
        revoked.add("https://a", "kid");
        assertThat(revoked.contains("https://a", null)).isFalse();
    }
}
