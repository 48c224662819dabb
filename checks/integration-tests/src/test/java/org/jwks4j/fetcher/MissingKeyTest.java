package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherEvent.AnswersDisagree;
import org.jwks4j.KeyFetcherEvent.KeyMissing;
import org.jwks4j.KeyFetcherEvent.KeySetChanged;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;

/** Keys that an answer lacks: the nodes behind one address may disagree, and a withdrawn key must go all the same. */
class MissingKeyTest {
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    private Scenario scenario = Scenario.warm().after(Duration.ofMinutes(1));
    private String before = scenario.issuer.jwkSet();

    /** The first of two keys, which the newest answer does not have. */
    private final String keyId = scenario.issuer.signingKeyId();

    private String token = scenario.token();

    @AfterEach
    void close() {
        scenario.close();
    }

    private void withdraw() {
        scenario.issuer.rotate();
        scenario.issuer.retire(keyId);
        scenario.publishes("Cache-Control", "max-age=3600");
        refresh();
    }

    private void refresh() {
        scenario.fetcher.refresh(Scenario.ISSUER).join();
        scenario.after(ONE_NANO);
    }

    private void assertServed() {
        assertThat(scenario.fetcher.getKey(token)).isCompletedWithValueMatching(key -> keyId.equals(key.keyId()));
    }

    private void assertUnknown() {
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(token)).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aKeyThatAnAnswerLacks_isUsedForFiveMinutesMore() {
        withdraw();
        scenario.after(GRACE.minus(ONE_NANO.multipliedBy(2)));
        assertServed();
        assertThat(scenario.fetcher.getKeyIfCached(token)).isPresent();
        scenario.after(ONE_NANO);
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(token)).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aKeyThatIsHandedOutInTheGrace_isNotCurrentAfterIt() {
        withdraw();
        VerificationKey key = scenario.fetcher.getKey(token).join();
        assertThat(scenario.fetcher.isCurrent(key)).isTrue();
        scenario.after(GRACE);
        assertThat(scenario.fetcher.isCurrent(key)).isFalse();
    }

    @Test
    void theRemovalOfAKey_isToldOnceItIsGone() {
        withdraw();
        assertThat(scenario.events.all(KeyMissing.class))
                .extracting(KeyMissing::keyId)
                .containsExactly(Optional.of(keyId));
        assertThat(scenario.events.all(KeySetChanged.class))
                .allSatisfy(e -> assertThat(e.removed()).isEmpty());
        scenario.after(GRACE);
        assertThat(scenario.events.all(KeySetChanged.class))
                .last()
                .satisfies(e -> assertThat(e.removed()).containsExactly(keyId));
    }

    @Test
    void anAbsence_isConfirmedWhileTheKeyIsUsedAndNotElse() {
        withdraw();
        int before = scenario.jwksRequests();
        scenario.after(Duration.ofMinutes(2));
        assertThat(scenario.jwksRequests()).isEqualTo(before);
        for (int second = 0; second < 60; second++) {
            assertServed();
            scenario.after(Duration.ofSeconds(1));
        }
        assertThat(scenario.jwksRequests()).isBetween(before + 3, before + 4);
    }

    @Test
    void afterTheGrace_theKeyIsKnownAsGone() {
        withdraw();
        for (int second = 0; second < 300; second++) {
            assertServed();
            scenario.after(Duration.ofSeconds(1));
        }
        int requests = scenario.jwksRequests();
        for (int second = 0; second < 60; second++) {
            assertUnknown();
            scenario.after(Duration.ofSeconds(1));
        }
        assertThat(scenario.jwksRequests()).isEqualTo(requests);
    }

    @Test
    void aKeyThatComesAgain_isNoRotation() {
        withdraw();
        int changes = scenario.events.all(KeySetChanged.class).size();
        scenario.answers(200, before, "Cache-Control", "max-age=3600");
        refresh();
        assertServed();
        assertThat(scenario.events.all(AnswersDisagree.class)).hasSize(1);
        assertThat(scenario.events.all(KeySetChanged.class)).hasSize(changes);
        assertThat(scenario.fetcher.status(Scenario.ISSUER).orElseThrow().answersDisagree())
                .isTrue();
    }

    @Test
    void status_saysWhichKeysAreMissingAndForHowLongTheyAreKept() {
        withdraw();
        var missing = scenario.fetcher.status(Scenario.ISSUER).orElseThrow().missingKeys();
        assertThat(missing).hasSize(1).allSatisfy(key -> {
            assertThat(key.keyId()).isEqualTo(keyId);
            assertThat(key.keptFor()).isEqualTo(GRACE.minusNanos(1));
        });
        assertThat(scenario.fetcher.status(Scenario.ISSUER).orElseThrow().toString())
                .contains("missingKeys=[\"" + keyId + "\" kept for PT");
        scenario.after(GRACE);
        assertThat(scenario.fetcher.status(Scenario.ISSUER).orElseThrow().missingKeys())
                .isEmpty();
    }

    @Test
    void revokeNow_endsAMissingKeyAtOnce() {
        withdraw();
        scenario.fetcher.revokeNow(Scenario.ISSUER, keyId);
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(token)).reason()).isEqualTo(Reason.REVOKED_KEY);
    }

    @Test
    void strict_hasNoGrace() {
        scenario.close();
        scenario = Scenario.of(KeyFetcher.builder()
                .trust(TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString()))
                .refreshPolicy(RefreshPolicy.strict()));
        token = scenario.token();
        scenario.publishes().fetcher.getKey(token).join();
        String own = scenario.issuer.signingKeyId();
        scenario.after(ONE_NANO).issuer.rotate();
        scenario.issuer.retire(own);
        scenario.publishes();
        refresh();
        assertUnknown();
    }

    @Test
    void anExport_hasOnlyWhatTheNewestAnswerHas() {
        withdraw();
        Optional<Set<String>> exported = scenario.fetcher
                .export(Scenario.ISSUER)
                .map(set -> Set.copyOf(set.jwkSet().keys().stream()
                        .map(key -> key.keyId().orElse(null))
                        .toList()));
        assertThat(exported).hasValue(Set.of(scenario.issuer.signingKeyId()));
    }

    @Test
    void anotherKeyUnderTheKid_isOfferedFirstAndTheOldOneToo() {
        replace();
        List<VerificationKey> keys = scenario.fetcher.getKeys(token).join();
        assertThat(keys).extracting(VerificationKey::keyId).containsExactly(keyId, keyId);
        assertThat(keys.get(0).publicKey()).isNotEqualTo(keys.get(1).publicKey());
        assertThat(scenario.fetcher.getKey(token).join()).isEqualTo(keys.get(0));
        scenario.after(GRACE);
        assertThat(scenario.fetcher.getKeys(token).join()).containsExactly(keys.get(0));
    }

    @Test
    void theNewerOfTwoKeys_comesFirstWhicheverTheLastAnswerHas() {
        replace();
        VerificationKey newer = scenario.fetcher.getKey(token).join();
        scenario.answers(200, before);
        refresh();
        assertThat(scenario.fetcher.getKey(token).join().jwk()).isEqualTo(newer.jwk());
        assertThat(scenario.fetcher.getKeys(token).join()).hasSize(2);
    }

    private void replace() {
        String other = String.valueOf(scenario.issuer.rotate().keyId());
        scenario.issuer.retire(keyId);
        scenario.answers(200, scenario.issuer.jwkSet().replace(other, keyId));
        refresh();
    }
}
