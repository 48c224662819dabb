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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.trust.Revoked;

/** The one key that fits a token; {@link KeySetCandidatesTest} has what holds for several. */
class KeySetTest {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer.example.com");
    private static final Revoked NONE_REVOKED = Revoked.NONE;

    private static KeySet keys(String... jwks) {
        return new KeySet(ISSUER, set(jwks), "d1");
    }

    private static VerificationKey select(KeySet keys, String keyId, JwsAlgorithm algorithm) {
        return keys.select(keyId, algorithm, NONE_REVOKED);
    }

    private static UnusableKeyException refusal(KeySet keys, String keyId, JwsAlgorithm algorithm) {
        return catchThrowableOfType(UnusableKeyException.class, () -> select(keys, keyId, algorithm));
    }

    @Test
    void theTokensKid_findsItsKeyAmongOthers() {
        KeySet keys = keys(named(EC, "a"), named(OTHER_EC, "b"), named(RSA, "c"));
        assertThat(select(keys, "b", JwsAlgorithm.ES256).jwk())
                .isEqualTo(set(named(OTHER_EC, "b")).keys().get(0));
    }

    @Test
    void aKey_saysWhoseItIsAndWhatItMayVerify() {
        JwkSet document = set(named(EC, "a"));
        VerificationKey key = select(new KeySet(ISSUER, document, "d1"), "a", JwsAlgorithm.ES256);
        Jwk jwk = document.keys().get(0);
        assertThat(key).isEqualTo(new VerificationKey(ISSUER, "a", jwk.publicKey(), Set.of(JwsAlgorithm.ES256), jwk));
    }

    @Test
    void aKid_isComparedToTheLetter() {
        KeySet keys = keys(named(EC, "Key"));
        for (String other : new String[] {"key", "KEY", "Key ", ""}) {
            assertThat(select(keys, other, JwsAlgorithm.ES256)).as(other).isNull();
        }
    }

    @Test
    void aKidThatIsNotThere_isUnknownEvenIfAnotherKeyWouldFit() {
        assertThat(select(keys(EC, named(OTHER_EC, "a")), "b", JwsAlgorithm.ES256))
                .isNull();
    }

    @Test
    void aSetWithoutKeys_hasNoneForATokenWithoutKid() {
        assertThat(select(keys(), null, JwsAlgorithm.ES256)).isNull();
        assertThat(select(keys(SYMMETRIC), null, JwsAlgorithm.ES256)).isNull();
    }

    @Test
    void withoutKid_theOneKeyOfTheAlgorithmIsFound() {
        KeySet keys = keys(named(RSA, "a"), named(EC, "b"));
        assertThat(select(keys, null, JwsAlgorithm.ES256).keyId()).isEqualTo("b");
        assertThat(select(keys, null, JwsAlgorithm.PS512).keyId()).isEqualTo("a");
        assertThat(select(keys, null, JwsAlgorithm.ED25519)).isNull();
    }

    @Test
    void withoutKid_aKeyWithoutOneIsFoundToo() {
        assertThat(select(keys(RSA, EC), null, JwsAlgorithm.ES256).keyId()).isNull();
    }

    @Test
    void withoutKid_severalFittingKeysAreAmbiguous() {
        UnusableKeyException refusal = refusal(keys(named(EC, "a"), OTHER_EC), null, JwsAlgorithm.ES256);
        assertThat(refusal.reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
        assertThat(refusal.issuer()).contains(ISSUER.name());
        assertThat(refusal)
                .hasMessage(
                        "the key of a token without kid of \"https://issuer.example.com\" is ambiguous: several keys fit a token without"
                                + " kid; getKeys has all of them");
    }

    @Test
    void twoKeysOfOneKidAndType_areAmbiguous() {
        UnusableKeyException refusal = refusal(keys(named(EC, "a"), named(OTHER_EC, "a")), "a", JwsAlgorithm.ES256);
        assertThat(refusal.reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
        assertThat(refusal.keyId()).contains("a");
        assertThat(refusal).hasMessageContaining("several keys have this kid");
    }

    @Test
    void twoKeysOfOneKid_areToldApartByTheirType() {
        KeySet keys = keys(named(RSA, "a"), named(EC, "a"));
        assertThat(select(keys, "a", JwsAlgorithm.ES256).jwk().keyType()).isEqualTo("EC");
        assertThat(select(keys, "a", JwsAlgorithm.RS256).jwk().keyType()).isEqualTo("RSA");
        assertThat(refusal(keys, "a", null).reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
    }

    @Test
    void aKeyThatIsListedTwice_isNotAmbiguous() {
        KeySet keys = keys(named(RSA, "a"), named(EC, "b"), with(named(RSA, "a"), "alg", "RS256"), named(RSA, "a"));
        assertThat(select(keys, "a", null).algorithms()).containsExactly(JwsAlgorithm.RS256);
        assertThat(select(keys, null, JwsAlgorithm.RS256).keyId()).isEqualTo("a");
        assertThat(refusal(keys, "a", JwsAlgorithm.RS384).reason()).isEqualTo(Reason.ALGORITHM_MISMATCH);
        assertThat(select(keys(EC, EC), null, JwsAlgorithm.ES256).keyId()).isNull();
    }

    @Test
    void aKeyThatIsListedForTwoNamesOfItsIssuer_isOne() {
        String twice = with(with(named(RSA, "a"), "issuer", "https://alias.example.com"), "alg", "PS256");
        KeySet keys = new KeySet(
                ISSUER.withAlias("https://alias.example.com"),
                set(named(RSA, "a"), twice, with(named(EC, "a"), "issuer", ISSUER.name())),
                "d1");
        assertThat(select(keys, "a", JwsAlgorithm.PS256).algorithms()).containsExactly(JwsAlgorithm.PS256);
        assertThat(select(keys, null, JwsAlgorithm.RS256)).isNull();
        assertThat(select(keys, "a", JwsAlgorithm.ES256).jwk().keyType()).isEqualTo("EC");
    }

    @Test
    void aKeyThatIsListedForTwoNamesAndMayVerifyNothing_isAMismatch() {
        KeySet keys = new KeySet(
                ISSUER.withAlgorithms(JwsAlgorithm.RS256),
                set(named(EC, "a"), with(named(EC, "a"), "issuer", ISSUER.name())),
                "d1");
        assertThat(refusal(keys, "a", JwsAlgorithm.ES256).reason()).isEqualTo(Reason.ALGORITHM_MISMATCH);
    }

    /** The few keys of most sets are compared one by one, the many of others are looked up: no one can tell. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 200})
    void keysAreFoundAmongHoweverMany(int others) {
        List<String> jwks = new ArrayList<>(List.of(named(RSA, "a"), named(EC, "a"), OTHER_EC));
        for (int i = 0; i < others; i++) {
            jwks.add(named(OTHER_EC, "other " + i));
        }
        jwks.add(named(SYMMETRIC, "skipped"));
        KeySet keys = keys(jwks.toArray(String[]::new));
        VerificationKey found = select(keys, "a", JwsAlgorithm.ES256);
        assertThat(found.jwk().keyType()).isEqualTo("EC");
        assertThat(keys.holds(found)).isTrue();
        assertThat(keys.candidates("a", null, NONE_REVOKED)).hasSize(2);
        assertThat(select(keys, "A", JwsAlgorithm.ES256)).isNull();
        assertThat(refusal(keys, "a", JwsAlgorithm.ES384).reason()).isEqualTo(Reason.ALGORITHM_MISMATCH);
        assertThat(refusal(keys, "skipped", JwsAlgorithm.ES256).reason()).isEqualTo(Reason.SKIPPED_KEY);
        assertThat(select(keys, null, JwsAlgorithm.RS256).keyId()).isEqualTo("a");
        if (others > 0) {
            String last = "other " + (others - 1);
            assertThat(select(keys, last, JwsAlgorithm.ES256).keyId()).isEqualTo(last);
        }
    }

    @Test
    void aKeyByItsNameAlone_isFound() {
        assertThat(select(keys(named(RSA, "a"), named(EC, "b")), "a", null).algorithms())
                .contains(JwsAlgorithm.RS256, JwsAlgorithm.PS512);
    }

    @Test
    void aKidWhoseKeyIsOfAnotherType_isAMismatchAndNotUnknown() {
        UnusableKeyException refusal = refusal(keys(RSA, named(EC, "a")), "a", JwsAlgorithm.RS256);
        assertThat(refusal.reason()).isEqualTo(Reason.ALGORITHM_MISMATCH);
        assertThat(refusal.keyId()).contains("a");
        assertThat(refusal)
                .hasMessage(
                        "key \"a\" of \"https://issuer.example.com\" is P-256 for [ES256] and may not verify RS256");
    }

    @Test
    void aKeyWithAnAlgOfItsOwn_verifiesNoOther() {
        KeySet keys = keys(with(named(RSA, "a"), "alg", "RS256"));
        assertThat(select(keys, "a", JwsAlgorithm.RS256)).isNotNull();
        assertThat(select(keys, null, JwsAlgorithm.RS384)).isNull();
        assertThat(refusal(keys, "a", JwsAlgorithm.PS256).reason()).isEqualTo(Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void aSkippedKey_isRefusedWithWhyItWasSkipped() {
        KeySet keys = keys(named(SYMMETRIC, "other"), named(with(EC, "use", "enc"), "a"));
        UnusableKeyException refusal = refusal(keys, "a", JwsAlgorithm.ES256);
        assertThat(refusal.reason()).isEqualTo(Reason.SKIPPED_KEY);
        assertThat(refusal.keyId()).contains("a");
        assertThat(refusal)
                .hasMessage("key \"a\" of \"https://issuer.example.com\" is not used: its use is \"enc\""
                        + " (NOT_FOR_SIGNATURES)");
    }

    @Test
    void skippedKeysOfOtherNames_leaveAKidUnknown() {
        assertThat(select(keys(named(SYMMETRIC, "a"), SYMMETRIC), "b", JwsAlgorithm.ES256))
                .isNull();
    }

    @Test
    void withoutKid_aSkippedKeyIsNotAnAnswer() {
        assertThat(select(keys(with(EC, "use", "enc")), null, JwsAlgorithm.ES256))
                .isNull();
    }

    @Test
    void withoutKid_revokedKeysArePassedOver() {
        KeySet keys = keys(named(EC, "withdrawn"), named(OTHER_EC, "good"));
        Revoked revoked = revoked("withdrawn");
        assertThat(keys.select(null, JwsAlgorithm.ES256, revoked).keyId()).isEqualTo("good");
        assertThat(keys.select(null, JwsAlgorithm.ES256, revoked("withdrawn", "good")))
                .isNull();
    }

    @Test
    void withoutKid_aKeyWithoutOneCannotBeRevoked() {
        assertThat(keys(EC).select(null, JwsAlgorithm.ES256, revoked("null", "")))
                .isNotNull();
    }

    @Test
    void anIssuersAlgorithms_limitItsKeys() {
        KeySet keys = new KeySet(
                ISSUER.withAlgorithms(JwsAlgorithm.RS256, JwsAlgorithm.ED25519),
                set(named(RSA, "rsa"), named(EC, "ec")),
                "d1");
        assertThat(select(keys, "rsa", null).algorithms()).containsExactly(JwsAlgorithm.RS256);
        assertThat(refusal(keys, "rsa", JwsAlgorithm.PS256)).hasMessageContaining("for [RS256]");
        assertThat(select(keys, null, JwsAlgorithm.ES256)).isNull();
    }

    @Test
    void aKeyThatMayVerifyNothing_isNotFoundByItsNameEither() {
        KeySet keys = new KeySet(ISSUER.withAlgorithms(JwsAlgorithm.RS256), set(named(EC, "ec")), "d1");
        assertThat(refusal(keys, "ec", null).reason()).isEqualTo(Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void keysOfOtherIssuersAndRevokedOnes_areSkippedWithThatReason() {
        KeySet keys = new KeySet(
                ISSUER,
                set(with(named(EC, "a"), "issuer", "https://other\u202e"), named(RSA, "b"), named(OTHER_EC, "c")),
                "d1");
        assertThat(keys.jwkSet().keys())
                .extracting(key -> key.keyId().orElse(null))
                .containsExactly("b", "c");
        assertThat(keys.jwkSet().skipped())
                .containsExactly(new SkippedJwk(
                        "a", "EC", SkipReason.OTHER_ISSUER, "it is of the issuer \"https://other\\u202e\""));
        assertThat(refusal(keys, "a", JwsAlgorithm.ES256).reason()).isEqualTo(Reason.SKIPPED_KEY);
        JwkSet left = keys.jwkSet(revoked("c", "x"));
        assertThat(left.keys()).extracting(key -> key.keyId().orElse(null)).containsExactly("b");
        assertThat(left.skipped())
                .last()
                .isEqualTo(new SkippedJwk("c", "EC", SkipReason.REVOKED, "it was revoked here"));
        assertThat(keys.jwkSet(revoked("x"))).isSameAs(keys.jwkSet());
    }

    @Test
    void aKey_isMadeOnce() {
        KeySet keys = keys(named(EC, "a"));
        VerificationKey first = select(keys, "a", JwsAlgorithm.ES256);
        assertThat(select(keys, "a", null)).isSameAs(first);
        assertThat(keys.candidates(null, JwsAlgorithm.ES256, NONE_REVOKED).get(0))
                .isSameAs(first);
    }

    @Test
    @SuppressWarnings("try") // it is enough that it is open
    void aKeyThatNoProviderTakes_isRefusedWithWhoseItIs() {
        KeySet keys = keys(named(EC, "a"));
        try (WithoutEcProvider gone = new WithoutEcProvider()) {
            UnusableKeyException refusal = refusal(keys, "a", JwsAlgorithm.ES256);
            assertThat(refusal.reason()).isEqualTo(Reason.SKIPPED_KEY);
            assertThat(refusal.keyId()).contains("a");
            assertThat(refusal)
                    .hasMessage("key \"a\" of \"https://issuer.example.com\": no security provider takes"
                            + " this P-256 key");
        }
    }

    @Test
    void theDocumentAndItsDigest_areKept() {
        JwkSet document = set(named(EC, "a"));
        KeySet keys = new KeySet(ISSUER, document, "d1");
        assertThat(keys.jwkSet()).isSameAs(document);
        assertThat(keys.digest()).isEqualTo("d1");
    }

    private static Revoked revoked(String... keyIds) {
        return new Revoked(Set.of(keyIds), Set.of());
    }
}
