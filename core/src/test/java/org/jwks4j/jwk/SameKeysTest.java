package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.jwks4j.jwk.Jwks.set;
import static org.jwks4j.jwk.Jwks.with;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries of equal kid and equal numbers are one key, and may be used for what all of them allow. */
final class SameKeysTest {
    private static final Map<String, Object> RSA = with(CertifiedJwks.RSA, "kid", "a");
    private static final Map<String, Object> OTHER =
            with(Jwks.rsa(Jwks.generate("RSA").getPublic()), "kid", "a");

    private static JwkSet read(Object... entries) {
        return JwkSet.parse(set(List.of(entries)));
    }

    private static Map<String, Object> alg(String algorithm) {
        return with(RSA, "alg", algorithm);
    }

    @Test
    void aKeyThatIsListedTwice_isOne() {
        JwkSet set = read(RSA, OTHER, RSA, RSA);

        assertThat(set.keys()).containsExactlyElementsOf(read(RSA, OTHER).keys());
        assertThat(set.skipped()).isEmpty();
    }

    @Test
    void anEntryWithoutAlg_widensNothing() {
        for (JwkSet set : List.of(read(RSA, alg("PS256")), read(alg("PS256"), RSA), read(RSA, alg("PS256"), RSA))) {
            assertThat(set.keys()).containsExactlyElementsOf(read(alg("PS256")).keys());
            assertThat(set.keys().get(0).algorithms()).containsExactly(JwsAlgorithm.PS256);
            assertThat(set.skipped()).isEmpty();
        }
    }

    @Test
    void algorithmsThatHaveNoneInCommon_leaveNoKey() {
        JwkSet set = read(alg("RS256"), OTHER, RSA, alg("RS512"));

        assertThat(set.keys()).containsExactlyElementsOf(read(OTHER).keys());
        assertThat(set.skipped())
                .hasSize(3)
                .containsOnly(new SkippedJwk(
                        "a",
                        "RSA",
                        SkipReason.ALGORITHM_MISMATCH,
                        "it is there 3 times, with no algorithm in all of them"));
    }

    @Test
    void bothNamesOfEdDsa_areOne() {
        Map<String, Object> key = Jwks.okp("Ed25519", Jwks.generate("Ed25519").getPublic(), 32);

        JwkSet set = read(with(key, "alg", "EdDSA"), with(key, "alg", "Ed25519"));

        assertThat(set.keys())
                .singleElement()
                .satisfies(
                        jwk -> assertThat(jwk.algorithms()).containsExactly(JwsAlgorithm.EDDSA, JwsAlgorithm.ED25519));
    }

    @Test
    void conflictingUse_leavesNoKey() {
        for (Map<String, Object> forbidding : List.of(
                with(RSA, "use", "enc"), with(RSA, "key_ops", List.of("encrypt")), alg("RSA-OAEP"), alg("ES256"))) {
            for (Map<String, Object> allowing : List.of(RSA, with(RSA, "use", "sig"), alg("RS256"))) {
                assertThat(read(allowing, forbidding).keys()).isEmpty();
                JwkSet set = read(forbidding, OTHER, allowing);
                assertThat(set.keys()).containsExactlyElementsOf(read(OTHER).keys());
                SkipReason reason = read(forbidding).skipped().get(0).reason();
                assertThat(set.skipped())
                        .extracting(SkippedJwk::keyId, SkippedJwk::reason)
                        .containsExactly(tuple("a", reason), tuple("a", reason));
                assertThat(set.skipped().get(1).detail())
                        .startsWith("another entry of the same kid and numbers contradicts it: its ");
            }
        }
    }

    @Test
    void useOfAnotherKey_doesNoHarm() {
        assertThat(read(RSA, with(OTHER, "use", "enc")).keys())
                .containsExactlyElementsOf(read(RSA).keys());
        assertThat(read(RSA, with(with(RSA, "kid", "b"), "use", "enc")).keys())
                .containsExactlyElementsOf(read(RSA).keys());
        assertThat(read(CertifiedJwks.RSA, with(RSA, "use", "enc")).keys()).hasSize(1);
    }

    @Test
    void whatOneEntrySays_isKept() {
        JwkSet set = read(RSA, with(with(RSA, "use", "sig"), "d", "AQAB"), with(RSA, "x5c", List.of()));

        assertThat(set.keys()).singleElement().satisfies(jwk -> {
            assertThat(jwk.use()).hasValue("sig");
            assertThat(jwk.privateMembersDropped()).isTrue();
            assertThat(jwk.notes()).containsExactly("x5c is empty");
        });
    }

    @Test
    void otherSpellingOfTheNumbers_isTheSameKey() {
        assertThat(read(RSA, with(RSA, "n", RSA.get("n") + "==")).keys()).hasSize(1);
    }

    @Test
    void entriesWithoutKid_areJoinedToo() {
        assertThat(read(CertifiedJwks.RSA, with(CertifiedJwks.RSA, "alg", "RS256"), RSA)
                        .keys())
                .extracting(
                        key -> key.keyId().orElse(null), jwk -> jwk.algorithms().size())
                .containsExactly(tuple(null, 1), tuple("a", 6));
    }

    @Test
    void entriesOfSeveralIssuers_stayApart() {
        assertThat(read(with(RSA, "issuer", "https://a"), with(RSA, "issuer", "https://b"), RSA)
                        .keys())
                .hasSize(3);
    }

    @Test
    void entryThatIsSkippedForItsCertificate_doesNoHarm() {
        JwkSet set = read(RSA, with(RSA, "x5c", List.of("garbage")));

        assertThat(set.keys()).hasSize(1);
        assertThat(set.skipped()).extracting(SkippedJwk::reason).containsExactly(SkipReason.CERTIFICATE_MISMATCH);
    }
}
