package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.jwks4j.PublishedKeys.EC;
import static org.jwks4j.PublishedKeys.OTHER_EC;
import static org.jwks4j.PublishedKeys.RSA;
import static org.jwks4j.PublishedKeys.SYMMETRIC;
import static org.jwks4j.PublishedKeys.named;
import static org.jwks4j.PublishedKeys.set;
import static org.jwks4j.PublishedKeys.with;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.trust.Revoked;

/** What a set has under an ID or for an algorithm, and what its keys are made of. */
class KeySetMaterialTest {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer.example.com");

    private static KeySet answer(String... jwks) {
        return new KeySet(ISSUER, set(jwks), "d1");
    }

    private static String thumbprint(String jwk) {
        return set(jwk).keys().get(0).thumbprint();
    }

    private static UnusableKeyException refusal(KeySet keys, String keyId, Revoked revoked) {
        return catchThrowableOfType(UnusableKeyException.class, () -> keys.select(keyId, JwsAlgorithm.ES256, revoked));
    }

    @Test
    void theMaterials_areThoseOfTheNamedKeysOnly() {
        KeySet keys = answer(named(EC, "a"), named(OTHER_EC, "b"), named(RSA, "c"));
        assertThat(keys.materials(Set.of("a", "c", "x"))).containsExactlyInAnyOrder(thumbprint(EC), thumbprint(RSA));
        assertThat(keys.materials(Set.of("b"))).containsExactly(thumbprint(OTHER_EC));
        assertThat(keys.materials(Set.of("x"))).isEmpty();
    }

    @Test
    void aKeyWithoutKid_isOfNoId() {
        assertThat(answer(EC, named(RSA, "a")).materials(Set.of("a"))).containsExactly(thumbprint(RSA));
        assertThat(answer(EC).materials(Set.of("a", "b", "c"))).isEmpty();
    }

    @Test
    void aKey_canBeRevokedBesideOneWithoutKid() {
        TrustedIssuer issuer = ISSUER.withJwkSet(set(OTHER_EC, named(EC, "a")));
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(issuer).build()) {
            fetcher.getKey(issuer.name(), "a").join();
            assertThat(fetcher.revokeNow(issuer.name(), "a")).isCompleted();
            assertThat(fetcher.getKey(issuer.name(), "a")).isCompletedExceptionally();
        }
    }

    @Test
    void theMaterials_areThoseOfKeptKeysToo() {
        KeySet before = answer(named(EC, "a"));
        KeySet keys = answer(named(OTHER_EC, "a")).keeping(before, before.parts());
        assertThat(keys.materials(Set.of("a"))).containsExactlyInAnyOrder(thumbprint(EC), thumbprint(OTHER_EC));
    }

    @Test
    void aKeyThatWasRevokedUnderAnotherKid_isRefusedUnderThisOne() {
        KeySet keys = answer(named(EC, "b"), named(OTHER_EC, "c"));
        UnusableKeyException refusal = refusal(keys, "b", new Revoked(Set.of("a"), Set.of(thumbprint(EC))));
        assertThat(refusal.reason()).isEqualTo(Reason.REVOKED_KEY);
        assertThat(refusal.keyId()).contains("b");
        assertThat(refusal)
                .hasMessage("key \"b\" of \"https://issuer.example.com\" was revoked by this service's operator,"
                        + " under another kid that it had");
    }

    @Test
    void aKeyOfOtherMaterialThanTheRevokedOne_isOnlyAMismatch() {
        Revoked revoked = new Revoked(Set.of("a"), Set.of(thumbprint(EC)));
        assertThat(refusal(answer(named(RSA, "b"), named(EC, "c")), "b", revoked)
                        .reason())
                .isEqualTo(Reason.ALGORITHM_MISMATCH);
        assertThat(answer(named(OTHER_EC, "b")).select("b", JwsAlgorithm.ES256, revoked))
                .isNotNull();
    }

    @Test
    void aKeptKeyOfRevokedMaterial_isRefusedToo() {
        KeySet before = answer(named(EC, "b"));
        KeySet keys = answer(named(RSA, "c")).keeping(before, before.parts());
        assertThat(refusal(keys, "b", new Revoked(Set.of("a"), Set.of(thumbprint(EC))))
                        .reason())
                .isEqualTo(Reason.REVOKED_KEY);
    }

    @Test
    void anIdOfAKeyOrOfASkippedOne_isMentioned() {
        KeySet keys = answer(named(EC, "a"), EC, named(with(OTHER_EC, "use", "enc"), "b"), SYMMETRIC);
        assertThat(keys.mentions("a")).isTrue();
        assertThat(keys.mentions("b")).isTrue();
        assertThat(keys.mentions("c")).isFalse();
        assertThat(keys.mentions("A")).isFalse();
    }

    @Test
    void onlyTheIdsOfSkippedKeys_areSkipped() {
        KeySet keys = answer(named(EC, "a"), named(SYMMETRIC, "b"), SYMMETRIC);
        assertThat(keys.isSkipped("b")).isTrue();
        assertThat(keys.isSkipped("a")).isFalse();
        assertThat(keys.isSkipped("c")).isFalse();
    }

    @Test
    void amongMany_anIdIsMentionedIfAKeyHasIt() {
        KeySet keys = answer(named(EC, "a"), named(EC, "b"), named(EC, "c"), named(EC, "d"), named(EC, "e"));
        assertThat(keys.mentions("e")).isTrue();
        assertThat(keys.mentions("f")).isFalse();
        assertThat(answer().mentions("a")).isFalse();
    }

    @Test
    void aSet_hasAKeyForTheAlgorithmsOfAnyOfItsKeys() {
        KeySet keys = answer(with(named(RSA, "a"), "alg", "RS256"), EC, named(SYMMETRIC, "b"));
        assertThat(keys.hasKeyFor(JwsAlgorithm.RS256)).isTrue();
        assertThat(keys.hasKeyFor(JwsAlgorithm.ES256)).isTrue();
        assertThat(keys.hasKeyFor(JwsAlgorithm.PS256)).isFalse();
        assertThat(answer().hasKeyFor(JwsAlgorithm.RS256)).isFalse();
    }

    @Test
    void aSet_hasNoKeyForAnAlgorithmThatItsIssuerIsNotTrustedWith() {
        KeySet keys = new KeySet(ISSUER.withAlgorithms(JwsAlgorithm.RS256), set(named(RSA, "a"), EC), "d1");
        assertThat(keys.hasKeyFor(JwsAlgorithm.RS256)).isTrue();
        assertThat(keys.hasKeyFor(JwsAlgorithm.ES256)).isFalse();
    }
}
