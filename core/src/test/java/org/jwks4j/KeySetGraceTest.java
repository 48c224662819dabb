package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.PublishedKeys.EC;
import static org.jwks4j.PublishedKeys.OTHER_EC;
import static org.jwks4j.PublishedKeys.RSA;
import static org.jwks4j.PublishedKeys.SYMMETRIC;
import static org.jwks4j.PublishedKeys.named;
import static org.jwks4j.PublishedKeys.set;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.refresh.Part;
import org.jwks4j.trust.Revoked;

/** Keys that the newest answer lacks, and that are kept for a while. */
class KeySetGraceTest {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer.example.com");
    private static final String OLD = named(EC, "old");
    private static final String NEW = named(OTHER_EC, "new");

    private final KeySet before = answer(OLD);
    private final KeySet withOld = answer(NEW).keeping(before, parts(OLD));

    private static KeySet answer(String... jwks) {
        return new KeySet(ISSUER, set(jwks), "d1");
    }

    private static Set<Part> parts(String... jwks) {
        return answer(jwks).parts();
    }

    private static VerificationKey select(KeySet keys, String keyId) {
        return keys.select(keyId, JwsAlgorithm.ES256, Revoked.NONE);
    }

    @Test
    void anAnswerThatKeepsNothing_staysTheSameObject() {
        KeySet answer = answer(NEW);
        assertThat(answer.keeping(before, Set.of())).isSameAs(answer);
    }

    @Test
    void aKeptKey_comesAfterThoseOfTheAnswer() {
        assertThat(withOld.jwkSet().keys()).isEqualTo(set(NEW, OLD).keys());
        assertThat(select(withOld, "new").keyId()).isEqualTo("new");
        assertThat(select(withOld, "old").keyId()).isEqualTo("old");
    }

    @Test
    void onlyTheKeysThatAreToBeKept_areTakenOutOfTheEarlierSet() {
        KeySet earlier = answer(named(EC, "a"), named(EC, "b"), named(RSA, "c"));
        KeySet keys = answer(NEW).keeping(earlier, parts(named(EC, "b")));
        assertThat(keys.jwkSet().keys())
                .extracting(key -> key.keyId().orElse(null))
                .containsExactly("new", "b");
        assertThat(select(keys, "a")).isNull();
        assertThat(keys.mentions("c")).isFalse();
    }

    @Test
    void aKeyWithoutKid_isKeptToo() {
        KeySet keys = answer(named(RSA, "a")).keeping(answer(EC), parts(EC));
        assertThat(keys.jwkSet().keys()).isEqualTo(set(named(RSA, "a"), EC).keys());
        assertThat(select(keys, null).keyId()).isNull();
    }

    @Test
    void aKeptKey_isTheObjectThatCallersHaveAlready() {
        VerificationKey known = select(before, "old");
        KeySet keys = answer(NEW).keeping(before, parts(OLD));
        assertThat(select(keys, "old")).isSameAs(known);
        assertThat(keys.holds(known)).isTrue();
    }

    @Test
    void aKeyThatIsStillInTheAnswer_isOfTheNewAnswer() {
        VerificationKey known = select(before, "old");
        assertThat(answer(OLD, NEW).keeping(before, Set.of()).holds(known)).isFalse();
    }

    @Test
    void aKeptKey_isNoPartOfTheAnswer() {
        assertThat(parts(OLD, NEW)).hasSize(2);
        assertThat(withOld.parts()).isEqualTo(parts(NEW));
        assertThat(withOld.answered().keys()).isEqualTo(set(NEW).keys());
    }

    @Test
    void whatWasRevoked_isTakenOutOfTheAnswerAndOutOfTheWholeSet() {
        Revoked revoked = new Revoked(Set.of("new"), Set.of());
        SkippedJwk skipped = new SkippedJwk("new", "EC", SkipReason.REVOKED, "it was revoked here");
        assertThat(withOld.answered(revoked).keys()).isEmpty();
        assertThat(withOld.answered(revoked).skipped()).containsExactly(skipped);
        assertThat(withOld.jwkSet(revoked).keys()).isEqualTo(set(OLD).keys());
        assertThat(withOld.answered(Revoked.NONE)).isSameAs(withOld.answered());
    }

    @Test
    void whatIsKept_leavesTheRestOfTheAnswerAsItIs() {
        KeySet keys = answer(NEW, named(SYMMETRIC, "skipped")).keeping(before, parts(OLD));
        assertThat(keys.isSkipped("skipped")).isTrue();
        assertThat(keys.jwkSet().skipped()).isEqualTo(keys.answered().skipped()).hasSize(1);
        assertThat(keys.digest()).isEqualTo("d1");
    }

    @Test
    void aSetWhoseGraceEnds_isItsAnswer() {
        KeySet ended = withOld.keeping(withOld, Set.of());
        assertThat(ended.jwkSet()).isEqualTo(set(NEW));
        assertThat(ended.parts()).isEqualTo(parts(NEW));
        assertThat(select(ended, "old")).isNull();
    }

    @Test
    void aSetOfWhichOneKeyIsKeptOn_hasThatOnce() {
        KeySet both = answer(NEW).keeping(answer(OLD, named(EC, "other")), parts(OLD, named(EC, "other")));
        assertThat(both.jwkSet().keys()).hasSize(3);
        KeySet one = both.keeping(both, parts(OLD));
        assertThat(one.jwkSet().keys()).isEqualTo(set(NEW, OLD).keys());
        assertThat(one.keeping(one, parts(OLD)).jwkSet()).isEqualTo(one.jwkSet());
    }

    @Test
    void aKeptKey_isKeptFromOneAnswerToTheNext() {
        KeySet next = answer(NEW, named(RSA, "more")).keeping(withOld, parts(OLD));
        assertThat(next.jwkSet().keys())
                .extracting(key -> key.keyId().orElse(null))
                .containsExactly("new", "more", "old");
        assertThat(next.parts()).isEqualTo(parts(NEW, named(RSA, "more")));
    }

    @Test
    void aKeyThatComesBack_isOfTheAnswerAgain() {
        KeySet back = answer(NEW, OLD).keeping(withOld, Set.of());
        assertThat(back.jwkSet().keys()).isEqualTo(set(NEW, OLD).keys());
        assertThat(back.parts()).isEqualTo(parts(NEW, OLD));
        select(back, "old");
        assertThat(back.isKeptInUse()).isFalse();
    }

    @Test
    void amongMany_aKeptKeyIsFoundByItsId() {
        KeySet many =
                answer(named(RSA, "a"), named(RSA, "b"), named(RSA, "c"), NEW).keeping(before, parts(OLD));
        assertThat(select(many, "old").keyId()).isEqualTo("old");
        assertThat(select(many, "new").keyId()).isEqualTo("new");
        assertThat(many.mentions("old")).isTrue();
    }

    @Test
    void keysOfTheAnswer_areNoKeptOnesInUse() {
        select(before, "old");
        select(withOld, "new");
        assertThat(before.isKeptInUse()).isFalse();
        assertThat(withOld.isKeptInUse()).isFalse();
    }

    @Test
    void aKeptKey_isInUseAsSoonAsACallerHasIt() {
        assertThat(withOld.isKeptInUse()).isFalse();
        select(withOld, "old");
        assertThat(withOld.isKeptInUse()).isTrue();
    }

    @Test
    void aKeptKey_isInUseAsSoonAsACallerShowsIt() {
        VerificationKey known = select(before, "old");
        KeySet keys = answer(NEW).keeping(before, parts(OLD));
        assertThat(keys.holds(select(answer(OLD), "old"))).isFalse();
        assertThat(keys.isKeptInUse()).isFalse();
        assertThat(keys.holds(known)).isTrue();
        assertThat(keys.isKeptInUse()).isTrue();
    }

    @Test
    void aKeptKeyThatIsInUse_isSoThoughTheTimeOfAnotherIsOver() {
        String other = named(RSA, "other");
        KeySet both = answer(NEW).keeping(answer(OLD, other), parts(OLD, other));
        select(both, "old");
        KeySet rest = both.keepingOnly(parts(OLD));
        assertThat(select(rest, "new").keyId()).isEqualTo("new");
        assertThat(rest.isKeptInUse()).isTrue();
        assertThat(rest.jwkSet().keys())
                .extracting(key -> key.keyId().orElse(null))
                .containsExactly("new", "old");
        assertThat(both.keepingOnly(parts(other)).isKeptInUse()).isFalse();
    }

    @Test
    void aKeptKeyThatWasInUse_isNotWithTheNextAnswerUntilItIsUsedAgain() {
        select(withOld, "old");
        KeySet next = withOld.keeping(withOld, parts(OLD));
        assertThat(next.isKeptInUse()).isFalse();
        select(next, "old");
        assertThat(next.isKeptInUse()).isTrue();
    }
}
