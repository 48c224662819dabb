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

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.refresh.Part;
import org.jwks4j.trust.Revoked;

/** Several keys under one {@code kid}, some of them kept: the one that was seen last is meant, not the one of the last answer. */
class KeySetReplacedTest {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer.example.com");

    private static final String FIRST = named(EC, "a");
    private static final String SECOND = named(OTHER_EC, "a");

    /** Of another type than the others, so that it is told apart by its algorithm only. */
    private static final String OF_RSA = named(RSA, "a");

    private static final String[] FOUR = {named(EC, "1"), named(EC, "2"), named(EC, "3"), named(EC, "4")};

    private static KeySet answer(String... jwks) {
        return new KeySet(ISSUER, set(jwks), "d1");
    }

    private static Set<Part> parts(String... jwks) {
        return answer(jwks).parts();
    }

    private static Set<Part> keysOf(String... keyIds) {
        return parts(List.of(keyIds).stream().map(keyId -> named(EC, keyId)).toArray(String[]::new));
    }

    private static Jwk jwk(String jwk) {
        return set(jwk).keys().get(0);
    }

    private static Jwk selected(KeySet keys, JwsAlgorithm algorithm) {
        return keys.select("a", algorithm, Revoked.NONE).jwk();
    }

    private static List<Jwk> candidates(KeySet keys, String keyId, JwsAlgorithm algorithm) {
        return keys.candidates(keyId, algorithm, Revoked.NONE).stream()
                .map(VerificationKey::jwk)
                .toList();
    }

    private static UnusableKeyException refusal(Runnable asking) {
        return catchThrowableOfType(UnusableKeyException.class, asking::run);
    }

    private static KeySet secondAfterFirst() {
        return answer(SECOND).keeping(answer(FIRST), parts(FIRST));
    }

    @Test
    void aNewKeyUnderAnOldKid_isMeant() {
        KeySet keys = secondAfterFirst();
        assertThat(selected(keys, JwsAlgorithm.ES256)).isEqualTo(jwk(SECOND));
        assertThat(candidates(keys, "a", JwsAlgorithm.ES256)).containsExactly(jwk(SECOND), jwk(FIRST));
    }

    @Test
    void aServerThatIsBehind_doesNotBringTheOldKeyBackToTheFront() {
        KeySet behind = answer(FIRST).keeping(secondAfterFirst(), parts(SECOND));
        assertThat(behind.parts()).isEqualTo(parts(FIRST));
        assertThat(selected(behind, JwsAlgorithm.ES256)).isEqualTo(jwk(SECOND));
        assertThat(candidates(behind, "a", JwsAlgorithm.ES256)).containsExactly(jwk(SECOND), jwk(FIRST));
    }

    @Test
    void eachNewKey_isNewerThanAllBeforeIt() {
        KeySet third = answer(OF_RSA).keeping(secondAfterFirst(), parts(FIRST, SECOND));
        KeySet behind = answer(SECOND).keeping(third, parts(FIRST, OF_RSA));
        assertThat(selected(third, null)).isEqualTo(jwk(OF_RSA));
        assertThat(selected(behind, null)).isEqualTo(jwk(OF_RSA));
        assertThat(candidates(behind, "a", null)).containsExactly(jwk(OF_RSA), jwk(SECOND), jwk(FIRST));
        assertThat(selected(behind, JwsAlgorithm.ES256)).isEqualTo(jwk(SECOND));
    }

    @Test
    void ofKeysThatAreEquallyNew_theOneOfTheAnswerIsMeant() {
        KeySet keys = answer(SECOND).keeping(answer(FIRST, SECOND), parts(FIRST));
        assertThat(selected(keys, JwsAlgorithm.ES256)).isEqualTo(jwk(SECOND));
        assertThat(candidates(keys, "a", JwsAlgorithm.ES256)).containsExactly(jwk(SECOND), jwk(FIRST));
    }

    @Test
    void ofKeptKeysAlone_theNewestIsMeant() {
        KeySet keys = answer(named(RSA, "b")).keeping(secondAfterFirst(), parts(FIRST, SECOND));
        assertThat(selected(keys, JwsAlgorithm.ES256)).isEqualTo(jwk(SECOND));
        KeySet behind = answer(FIRST).keeping(secondAfterFirst(), parts(SECOND));
        KeySet neither = answer(named(RSA, "b")).keeping(behind, parts(FIRST, SECOND));
        assertThat(selected(neither, JwsAlgorithm.ES256)).isEqualTo(jwk(SECOND));
    }

    @Test
    void twoKeysOfOneAnswer_areAmbiguousWhateverIsKept() {
        KeySet keys = answer(FIRST, SECOND).keeping(answer(OF_RSA), parts(OF_RSA));
        UnusableKeyException refusal = refusal(() -> selected(keys, JwsAlgorithm.ES256));
        assertThat(refusal.reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
        assertThat(refusal).hasMessageContaining("several keys have this kid");
        assertThat(selected(keys, JwsAlgorithm.RS256)).isEqualTo(jwk(OF_RSA));
    }

    @Test
    void ifNoneThatFitsIsKept_candidatesAreInTheOrderOfTheDocument() {
        KeySet keys = answer(FIRST, SECOND).keeping(answer(FIRST, named(RSA, "b")), parts(named(RSA, "b")));
        assertThat(candidates(keys, "a", JwsAlgorithm.ES256)).containsExactly(jwk(FIRST), jwk(SECOND));
    }

    @Test
    void aKeptKey_doesNotMakeFourOfTheAnswerTooMany() {
        KeySet keys = answer(FOUR).keeping(answer(named(EC, "0")), keysOf("0"));
        assertThat(candidates(keys, null, JwsAlgorithm.ES256))
                .extracting(key -> key.keyId().orElse(null))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void ofKeptKeys_thereAreFourCandidatesAtMost_andTheNewestFirst() {
        KeySet two = answer(named(EC, "6")).keeping(answer(named(EC, "5")), keysOf("5"));
        KeySet three = answer(named(EC, "7")).keeping(two, keysOf("5", "6"));
        KeySet keys = answer(named(EC, "5"), named(EC, "8")).keeping(three, keysOf("6", "7"));
        assertThat(candidates(keys, null, JwsAlgorithm.ES256))
                .extracting(key -> key.keyId().orElse(null))
                .containsExactly("8", "7", "6", "5");
        KeySet next = answer(named(EC, "9")).keeping(keys, keysOf("5", "6", "7", "8"));
        assertThat(candidates(next, null, JwsAlgorithm.ES256))
                .extracting(key -> key.keyId().orElse(null))
                .containsExactly("9", "8", "7", "6");
    }

    @Test
    void fiveOfTheAnswer_areTooManyWhateverIsKept() {
        KeySet keys =
                answer(FOUR[0], FOUR[1], FOUR[2], FOUR[3], named(EC, "5")).keeping(answer(named(EC, "0")), keysOf("0"));
        UnusableKeyException refusal = refusal(() -> candidates(keys, null, JwsAlgorithm.ES256));
        assertThat(refusal.reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
        assertThat(refusal).hasMessageContaining("5 keys fit, more than the 4 that may be tried");
    }

    @Test
    void aKidWithAnotherKeyThanBefore_isReplaced() {
        assertThat(answer(SECOND, named(EC, "b")).replacedSince(answer(FIRST, named(EC, "b"))))
                .containsExactly("a");
        assertThat(secondAfterFirst().replacedSince(answer(FIRST))).containsExactly("a");
    }

    @Test
    void aKidThatWasNotThere_isNotReplaced() {
        assertThat(answer(FIRST, named(OTHER_EC, "b")).replacedSince(answer(FIRST)))
                .isEmpty();
        assertThat(answer(FIRST).replacedSince(answer())).isEmpty();
        assertThat(answer(FIRST).replacedSince(answer(named(SYMMETRIC, "a")))).isEmpty();
    }

    @Test
    void aKidThatIsGone_isNotReplaced() {
        assertThat(answer(named(EC, "b")).replacedSince(answer(FIRST))).isEmpty();
    }

    @Test
    void aKeyWithoutKid_replacesNone() {
        assertThat(answer(OTHER_EC, FIRST).replacedSince(answer(EC, FIRST))).isEmpty();
    }

    @Test
    void theSameMaterialForOtherAlgorithms_isTheSameKey() {
        assertThat(answer(with(OF_RSA, "alg", "PS256")).replacedSince(answer(OF_RSA)))
                .isEmpty();
    }

    @Test
    void aKeyThatIsStillKept_isNotReplacedByItself() {
        assertThat(answer(FIRST).replacedSince(secondAfterFirst())).isEmpty();
    }
}
