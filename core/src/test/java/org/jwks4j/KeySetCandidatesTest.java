package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jwks4j.PublishedKeys.EC;
import static org.jwks4j.PublishedKeys.OTHER_EC;
import static org.jwks4j.PublishedKeys.RSA;
import static org.jwks4j.PublishedKeys.named;
import static org.jwks4j.PublishedKeys.set;
import static org.jwks4j.PublishedKeys.with;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.trust.Revoked;

/** All keys that may fit a token, where nothing decides between them. */
class KeySetCandidatesTest {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer.example.com");

    private static KeySet keys(String... jwks) {
        return new KeySet(ISSUER, set(jwks), "d1");
    }

    private static List<VerificationKey> candidates(KeySet keys, String keyId, JwsAlgorithm algorithm) {
        return keys.candidates(keyId, algorithm, Revoked.NONE);
    }

    private static void assertRefused(Reason reason, KeySet keys, String keyId, JwsAlgorithm algorithm) {
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(() -> candidates(keys, keyId, algorithm))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void withoutKid_theyAreAllOfTheAlgorithmInTheOrderOfTheDocument() {
        KeySet keys = keys(named(OTHER_EC, "b"), named(RSA, "c"), EC, named(EC, "a"));
        assertThat(candidates(keys, null, JwsAlgorithm.ES256))
                .extracting(VerificationKey::keyId)
                .containsExactly("b", null, "a");
    }

    @Test
    void ofOneKid_theyAreAllThatHaveItAndFit() {
        KeySet keys = keys(named(RSA, "a"), named(EC, "a"), named(OTHER_EC, "a"), named(OTHER_EC, "b"));
        assertThat(candidates(keys, "a", JwsAlgorithm.ES256))
                .extracting(VerificationKey::keyId)
                .containsExactly("a", "a");
    }

    @Test
    void moreThanFour_areRefused() {
        KeySet four = keys(EC, named(EC, "a"), OTHER_EC, named(OTHER_EC, "b"));
        assertThat(candidates(four, null, JwsAlgorithm.ES256)).hasSize(4).isUnmodifiable();
        KeySet five = keys(EC, named(EC, "a"), OTHER_EC, named(OTHER_EC, "b"), named(EC, "c"));
        assertRefused(Reason.AMBIGUOUS_KEY, five, null, JwsAlgorithm.ES256);
    }

    @Test
    void aKey_isHeldByTheSetThatHandedItOut() {
        KeySet keys = keys(named(RSA, "b"), named(EC, "a"));
        VerificationKey key = candidates(keys, "a", JwsAlgorithm.ES256).get(0);
        assertThat(keys.holds(key)).isTrue();
        KeySet equal = keys(named(RSA, "b"), named(EC, "a"));
        assertThat(equal.holds(key)).isFalse();
        assertThat(candidates(equal, "a", JwsAlgorithm.ES256)).containsExactly(key);
        assertThat(equal.holds(key)).isFalse();
    }

    @Test
    void nothingThatFits_isNoAnswer() {
        assertThat(candidates(keys(named(EC, "a")), "b", JwsAlgorithm.ES256)).isNull();
        assertThat(candidates(keys(named(EC, "a")), null, JwsAlgorithm.RS256)).isNull();
    }

    @Test
    void aKidThatIsThereAndDoesNotFit_isRefused() {
        assertRefused(Reason.ALGORITHM_MISMATCH, keys(named(EC, "a")), "a", JwsAlgorithm.RS256);
        assertRefused(Reason.SKIPPED_KEY, keys(named(with(EC, "use", "enc"), "a")), "a", JwsAlgorithm.ES256);
    }

    @Test
    void revokedKeys_areNoneForATokenWithoutKid() {
        KeySet keys = keys(named(EC, "withdrawn"), named(OTHER_EC, "good"));
        assertThat(keys.candidates(null, JwsAlgorithm.ES256, revoked("withdrawn")))
                .extracting(VerificationKey::keyId)
                .containsExactly("good");
        assertThat(keys.candidates(null, JwsAlgorithm.ES256, revoked("withdrawn", "good")))
                .isNull();
    }

    @Test
    @SuppressWarnings("try") // it is enough that it is open
    void aKeyThatNoProviderTakes_harmsNoOther() {
        KeySet keys = keys(named(EC, "a"), named(RSA, "a"), named(OTHER_EC, "a"));
        try (WithoutEcProvider gone = new WithoutEcProvider()) {
            assertThat(candidates(keys, "a", null))
                    .extracting(key -> key.jwk().keyType())
                    .containsExactly("RSA");
        }
    }

    @Test
    @SuppressWarnings("try")
    void onlyKeysThatNoProviderTakes_areRefused() {
        KeySet keys = keys(EC, OTHER_EC);
        try (WithoutEcProvider gone = new WithoutEcProvider()) {
            assertRefused(Reason.SKIPPED_KEY, keys, null, JwsAlgorithm.ES256);
        }
        assertThat(candidates(keys, null, JwsAlgorithm.ES256)).hasSize(2);
    }

    private static Revoked revoked(String... keyIds) {
        return new Revoked(Set.of(keyIds), Set.of());
    }
}
