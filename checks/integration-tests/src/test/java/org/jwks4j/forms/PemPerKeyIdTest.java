package org.jwks4j.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyLocation;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** One PEM document for each key ID, as AWS publishes the keys of its load balancers. */
class PemPerKeyIdTest {
    private static final String PLACE = "https://public-keys.auth.elb.eu-west-1.amazonaws.com/";
    private static final SigningKey FIRST = key();
    private static final SigningKey SECOND = key();
    private static final SigningKey THIRD = key();

    private final FormScenario scenario = new FormScenario(KeyLocation.pemPerKeyId(PLACE + "{kid:uuid}"));

    @AfterEach
    void close() {
        scenario.close();
    }

    private static SigningKey key() {
        return SigningKey.generate("ES256").withKeyId(UUID.randomUUID().toString());
    }

    private static String uri(SigningKey key) {
        return PLACE + Objects.requireNonNull(key.keyId());
    }

    private void publish(SigningKey... keys) {
        for (SigningKey key : keys) {
            scenario.publishes(uri(key), key.publicKeyPem());
        }
    }

    private void isNotThere(SigningKey key, int status) {
        scenario.answers(uri(key), status, "<Error/>");
    }

    private int requests() {
        return scenario.transport.requests().size();
    }

    @Test
    void theFirstToken_costsOneRequestForItsKey() {
        publish(FIRST);
        scenario.finds(FIRST);
        assertThat(requests()).isEqualTo(1);
        assertThat(scenario.requests(uri(FIRST))).isEqualTo(1);
    }

    @Test
    void aSecondKey_isFetchedByItself() {
        publish(FIRST, SECOND);
        scenario.finds(FIRST);
        scenario.after(Duration.ofMinutes(1)).finds(SECOND);
        scenario.finds(FIRST);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void readiness_needsNoKey() {
        assertThat(scenario.fetcher.ready()).isCompleted();
        assertThat(requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void whatIsNotThere_isUnknown_andRememberedForTwoSeconds(int status) {
        isNotThere(FIRST, status);
        KeyFetchException refusal = scenario.refusalOf(FIRST);
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(2));

        publish(FIRST);
        scenario.after(Duration.ofSeconds(2).minusNanos(1));
        assertThat(scenario.refusalOf(FIRST).reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(requests()).isEqualTo(1);
        scenario.after(Duration.ofNanos(1)).finds(FIRST);
    }

    @Test
    void anOutage_isNoUnknownKey_andKnownKeysServe() {
        publish(FIRST);
        scenario.finds(FIRST);
        scenario.after(Duration.ofSeconds(10)).answers(uri(SECOND), 500, "");
        assertThat(scenario.refusalOf(SECOND).reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
        scenario.finds(FIRST);
    }

    @Test
    void keysThatAreKnown_areRefreshed_andOneThatIsWithdrawnGoes() {
        publish(FIRST, SECOND);
        scenario.finds(FIRST);
        scenario.finds(SECOND);
        isNotThere(FIRST, 404);
        scenario.after(Duration.ofMinutes(11)).finds(SECOND);
        assertThat(scenario.requests(uri(SECOND))).isEqualTo(2);
        assertThat(scenario.refusalOf(FIRST).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aNewKey_makesTheOthersNoYounger() {
        publish(FIRST, SECOND, THIRD);
        scenario.finds(FIRST);
        scenario.after(Duration.ofMinutes(7)).finds(SECOND);
        scenario.after(Duration.ofMinutes(7)).finds(THIRD); // 14 min: a refresh was due at 8 min
        scenario.finds(FIRST);
        assertThat(scenario.requests(uri(FIRST))).isEqualTo(2);
    }

    @Test
    void aFlood_costsTheUnknownKeysBudgetAndNoMore() {
        publish(FIRST);
        scenario.finds(FIRST);
        int before = requests();
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 20; i++) {
                SigningKey invented = FIRST.withKeyId(UUID.randomUUID().toString());
                isNotThere(invented, 404);
                assertThat(scenario.refusalOf(invented).reason().name()).startsWith("UNKNOWN_KEY");
            }
            scenario.after(Duration.ofSeconds(1)).finds(FIRST);
        }
        assertThat(requests() - before).isLessThanOrEqualTo(2 + 30);
    }

    @Test
    void seventeenKeys_leaveTheSixteenLast() {
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            keys.add(FIRST.withKeyId(UUID.randomUUID().toString()));
        }
        for (SigningKey key : keys) {
            publish(key);
            scenario.after(Duration.ofSeconds(3)).finds(key);
        }
        keys.subList(1, 17).forEach(scenario::finds);
        assertThat(requests()).isEqualTo(17);
        scenario.finds(keys.get(0));
        assertThat(requests()).isEqualTo(18);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "..",
                "../secrets",
                "a/../../b",
                "%2e%2e%2fsecrets",
                "..%2f",
                "x?y=z",
                "x#y",
                "x@evil.example",
                "//evil.example/",
                "\\evil",
                "a b",
                "00000000-0000-4000-8000-00000000000A",
                "00000000-0000-4000-8000-000000000000/",
                "00000000-0000-4000-8000-000000000000\n",
                "{kid}",
                "é"
            })
    void aKeyIdOfAnotherForm_isUnknownAndNothingIsFetched(String keyId) {
        publish(FIRST);
        scenario.finds(FIRST);
        SigningKey hostile = FIRST.withKeyId(keyId);
        assertThat(scenario.refusalOf(hostile).reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token(hostile))).isEmpty();
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void aTemplateWithAnotherSlot_isRefused() {
        for (String template : List.of(
                PLACE,
                PLACE + "{other}",
                PLACE + "{kid}/{other}",
                PLACE + "x{kid}",
                PLACE + "?kid={kid}",
                "https://{kid}.example.com/key")) {
            assertThatThrownBy(() -> KeyLocation.pemPerKeyId(template)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(KeyLocation.pemPerKeyId(PLACE + "{kid}")).isEqualTo(KeyLocation.pemPerKeyId(PLACE + "{kid}"));
        assertThat(KeyLocation.pemPerKeyId(PLACE + "{kid}"))
                .isNotEqualTo(KeyLocation.pemPerKeyId(PLACE + "{kid:uuid}"));
    }

    @Test
    void aDocumentThatIsNoKey_saysWhy() {
        scenario.publishes(uri(FIRST), "<html>");
        assertThat(scenario.refusalOf(FIRST).reason()).isEqualTo(Reason.SKIPPED_KEY);
    }
}
