package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

/** A set with every kind of trouble in it still yields its good keys. */
class MixedKeySetTest {
    private final FakeIssuer issuer = FakeIssuer.start();
    private final RecordingListener events = new RecordingListener();
    private final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(issuer.issuer())
            .allowHttpOnLoopback()
            .listenerExecutor(Runnable::run)
            .listener(events)
            .build();
    private final SigningKey withoutKeyId = SigningKey.generate("ES256").withKeyId(null);
    private final SigningKey oneOfTwins = SigningKey.generate("RS256").withKeyId("twin");
    private final SigningKey otherTwin = SigningKey.generate("ES256").withKeyId("twin");

    @BeforeEach
    void publishTrouble() {
        issuer.publishJwk("{\"kty\":\"QUANTUM\",\"kid\":\"unknown-type\"}");
        issuer.publishJwk("{\"kty\":\"oct\",\"kid\":\"symmetric\",\"k\":\"AAAA\"}");
        issuer.addKey(SigningKey.generate("RS256").withKeyId("private").withPrivateMembers());
        issuer.addKey(SigningKey.generateRsa("RS256", 1024).withKeyId("small"));
        issuer.addKey(SigningKey.generate("RS256").withKeyId("encryption").withJwkMember("use", "enc"));
        issuer.addKey(withoutKeyId);
        issuer.addKey(oneOfTwins);
        issuer.addKey(otherTwin);
    }

    @AfterEach
    void close() {
        fetcher.close();
        issuer.close();
    }

    @Test
    void goodKeys_areThere() {
        JwkSet set = fetcher.blocking().getJwkSet(issuer.issuer());
        assertThat(set.keys())
                .extracting(jwk -> String.valueOf(jwk.keyId().orElse(null)))
                .containsExactlyInAnyOrder("key-1", "private", "null", "twin", "twin");
    }

    @Test
    void eachOther_saysWhyNot() {
        JwkSet set = fetcher.blocking().getJwkSet(issuer.issuer());
        assertThat(set.skipped())
                .extracting(SkippedJwk::keyId, SkippedJwk::reason)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("unknown-type", SkipReason.UNSUPPORTED_KEY_TYPE),
                        org.assertj.core.groups.Tuple.tuple("symmetric", SkipReason.SYMMETRIC_KEY),
                        org.assertj.core.groups.Tuple.tuple("small", SkipReason.RSA_TOO_SMALL),
                        org.assertj.core.groups.Tuple.tuple("encryption", SkipReason.NOT_FOR_SIGNATURES));
        assertThat(events.lines())
                .contains("skipped symmetric SYMMETRIC_KEY", "skipped small RSA_TOO_SMALL", "private private");
    }

    @Test
    void aTokenOfASkippedKey_isToldWhy() {
        String token = issuer.token().keyId("small").mint();
        KeyFetchException failure = Failures.of(() -> fetcher.blocking().getKey(token));
        assertThat(failure.reason()).isEqualTo(Reason.SKIPPED_KEY);
        assertThat(failure).hasMessageContaining("1024 bits");
    }

    @Test
    void twins_areToldApartByTheTokensAlgorithm() {
        String token = issuer.mint(oneOfTwins, Map.of());
        assertThat(fetcher.blocking().getKey(token).algorithms()).containsExactly(JwsAlgorithm.RS256);
    }

    @Test
    void twins_askedForByNameAlone_areAmbiguous() {
        KeyFetchException failure = Failures.of(() -> fetcher.blocking().getKey(issuer.issuer(), "twin"));
        assertThat(failure.reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
    }

    @Test
    void aTokenWithoutKid_hasAllKeysOfItsAlgorithmAsCandidates() {
        String token = issuer.token().signedWith(withoutKeyId).mint();
        assertThat(fetcher.blocking().getKeys(token))
                .extracting(key -> key.jwk().description())
                .isEqualTo(List.of("P-256", "P-256"));
        assertThat(Failures.of(() -> fetcher.blocking().getKey(token)).reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
    }

    @Test
    void aKeyPinnedToOneAlgorithm_verifiesNoOther() {
        String token = issuer.token()
                .rawHeader("{\"alg\":\"PS256\",\"kid\":\"key-1\"}")
                .mint();
        assertThat(Failures.of(() -> fetcher.blocking().getKey(token)).reason()).isEqualTo(Reason.ALGORITHM_MISMATCH);
    }

    @Test
    void noneAndSymmetricAlgorithms_costNoRequest() {
        for (String alg : List.of("none", "HS256", "rs256", "RSA-OAEP")) {
            String token = issuer.token()
                    .rawHeader("{\"alg\":\"" + alg + "\",\"kid\":\"key-1\"}")
                    .mint();
            assertThat(Failures.of(() -> fetcher.blocking().getKey(token)).reason())
                    .isEqualTo(Reason.UNSUPPORTED_ALGORITHM);
        }
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void privateMembers_areInNothingThatIsHandedOut() {
        JsonObject jwk =
                fetcher.blocking().getKey(issuer.issuer(), "private").jwk().toJson();
        assertThat(jwk.asMap().keySet()).containsExactlyInAnyOrder("kid", "use", "alg", "kty", "n", "e");
    }
}
