package org.jwks4j.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator's word on a key holds for that key of that issuer. */
class RevokedKeysTest {
    private static final String A = "https://a";
    private static final String B = "https://b";

    private final RevokedKeys revoked = new RevokedKeys();

    @Test
    void nothingIsRevokedAtFirst() {
        assertThat(revoked.of(A, Set.of()).keyIds()).isEmpty();
        assertThat(revoked.contains(A, Set.of(), "kid")).isFalse();
    }

    @Test
    void aKey_isRevokedForItsIssuerAlone() {
        revoked.add("https://a", "kid");
        assertThat(revoked.contains(A, Set.of(), "kid")).isTrue();
        assertThat(revoked.contains(A, Set.of(), "other")).isFalse();
        assertThat(revoked.contains(B, Set.of(), "kid")).isFalse();
        assertThat(revoked.of(B, Set.of()).keyIds()).isEmpty();
    }

    @Test
    void severalKeys_areAllRevoked() {
        revoked.add("https://a", "1");
        revoked.add("https://a", "2");
        revoked.add("https://a", "2");
        assertThat(revoked.of(A, Set.of()).keyIds()).isEqualTo(Set.of("1", "2"));
    }

    @Test
    void noKid_isNoRevokedOne() {
        revoked.add("https://a", "kid");
        assertThat(revoked.contains(A, Set.of(), null)).isFalse();
    }

    @Test
    void aKeyThatWasRevokedByAnAlias_isRevoked() {
        revoked.add("https://alias", "1");
        revoked.add("https://a", "2");
        assertThat(revoked.of(A, Set.of()).keyIds()).containsExactly("2");
        assertThat(revoked.of(A, Set.of("https://alias")).keyIds()).containsExactlyInAnyOrder("1", "2");
        assertThat(revoked.contains(A, Set.of("https://alias"), "1")).isTrue();
    }

    @Test
    void anAliasUnderWhichNothingIsRevoked_changesNothing() {
        revoked.add(A, "1");
        assertThat(revoked.of(A, Set.of("https://alias")).keyIds()).containsExactly("1");
    }

    @Test
    void materialThatWasSeenUnderARevokedKid_isRevokedUnderEach() {
        revoked.add(A, "1");
        assertThat(revoked.of(A, Set.of()).materials()).isEmpty();
        revoked.addMaterials(A, Set.of("thumbprint"));
        assertThat(revoked.of(A, Set.of()).materials()).containsExactly("thumbprint");
        assertThat(revoked.of(B, Set.of()).materials()).isEmpty();
        assertThat(revoked.of(B, Set.of(A)).materials()).containsExactly("thumbprint");
    }

    @Test
    void anIssuerThatAlwaysPublishesOthersUnderARevokedKid_doesNotFillTheHeap() {
        revoked.add(A, "1");
        for (int i = 0; i < 2_000; i++) {
            revoked.addMaterials(A, Set.of("thumbprint " + i));
        }
        assertThat(revoked.of(A, Set.of()).materials()).hasSize(1_000).contains("thumbprint 0", "thumbprint 999");
    }
}
