package org.jwks4j.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.SigningKey;

/** Several JWKS URIs of one issuer: one in place of another, or all of them. */
class SeveralUrisTest {
    private static final String FIRST = "https://one.example.com/jwks";
    private static final String SECOND = "https://two.example.com/jwks";
    private static final SigningKey KEY = SigningKey.generate("ES256").withKeyId("one");
    private static final SigningKey OTHER = SigningKey.generate("ES256").withKeyId("two");
    private static final SigningKey NEXT = SigningKey.generate("ES256").withKeyId("three");

    private static FormScenario inOrder() {
        return new FormScenario(KeyLocation.firstOf(FIRST, SECOND));
    }

    private static FormScenario union() {
        return new FormScenario(KeyLocation.allOf(FIRST, SECOND))
                .publishes(FIRST, jwkSet(KEY))
                .publishes(SECOND, jwkSet(OTHER));
    }

    private static String jwkSet(SigningKey... keys) {
        return JsonObject.of(Map.of("keys", Stream.of(keys).map(SigningKey::jwk).toList()))
                .toJson();
    }

    @Test
    void theFirst_isAskedAlone() {
        try (FormScenario scenario = inOrder()) {
            scenario.publishes(FIRST, jwkSet(KEY)).finds(KEY);
            assertThat(scenario.requests(SECOND)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 404, 429, 500, 503})
    void theSecond_isAskedWhereTheFirstAnswersNoSet(int status) {
        try (FormScenario scenario = inOrder()) {
            scenario.answers(FIRST, status, "").publishes(SECOND, jwkSet(KEY)).finds(KEY);
        }
    }

    @Test
    void theSecond_isAskedWhereTheFirstCannotBeReachedOrSpeaksNonsense() {
        try (FormScenario scenario = inOrder()) {
            scenario.transport.on(FIRST).fail(new IOException("down"));
            scenario.publishes(SECOND, jwkSet(KEY)).finds(KEY);
            scenario.publishes(FIRST, "<html>").publishes(SECOND, jwkSet(NEXT));
            scenario.after(Duration.ofMinutes(1)).finds(NEXT);
        }
    }

    @Test
    void theFirst_isAskedFirstAgain() {
        try (FormScenario scenario = inOrder()) {
            scenario.answers(FIRST, 500, "").publishes(SECOND, jwkSet(KEY)).finds(KEY);
            scenario.publishes(FIRST, jwkSet(NEXT)).after(Duration.ofMinutes(1)).finds(NEXT);
            assertThat(scenario.requests(SECOND)).isEqualTo(1);
        }
    }

    @Test
    void aSetWithoutKeys_isAnAnswer() {
        try (FormScenario scenario = inOrder()) {
            scenario.publishes(FIRST, "{\"keys\":[]}").publishes(SECOND, jwkSet(KEY));
            assertThat(scenario.refusalOf(KEY)).hasMessageContaining("no keys");
            assertThat(scenario.requests(SECOND)).isZero();
        }
    }

    @Test
    void ifNoneCanBeHad_theFirstIsNamed() {
        try (FormScenario scenario = inOrder()) {
            scenario.answers(FIRST, 503, "").answers(SECOND, 404, "");
            assertThat(scenario.refusalOf(KEY)).hasMessageContaining(FIRST).hasMessageContaining("503");
        }
    }

    @Test
    void aConditionIsSentOnlyToWhereItCameFrom() {
        try (FormScenario scenario = inOrder()) {
            scenario.publishes(FIRST, jwkSet(KEY), "etag", "\"a\"").finds(KEY);
            scenario.answers(FIRST, 500, "").publishes(SECOND, jwkSet(KEY, NEXT));
            scenario.after(Duration.ofMinutes(1)).finds(NEXT);
            assertThat(scenario.transport.requests(URI.create(FIRST)).get(1).headers())
                    .containsEntry("If-None-Match", "\"a\"");
            assertThat(scenario.transport.requests(URI.create(SECOND)).get(0).headers())
                    .doesNotContainKey("If-None-Match");
        }
    }

    @Test
    void all_areOneSet() {
        try (FormScenario scenario = union()) {
            scenario.finds(KEY);
            scenario.finds(OTHER);
            assertThat(scenario.transport.requests()).hasSize(2);
        }
    }

    @Test
    void aNewKeyInAnyOfThem_isFoundAtOnce() {
        try (FormScenario scenario = union()) {
            scenario.finds(KEY);
            scenario.publishes(SECOND, jwkSet(NEXT))
                    .after(Duration.ofMinutes(1))
                    .finds(NEXT);
            scenario.finds(KEY);
        }
    }

    @Test
    void oneThatIsDownAtTheStart_hidesNoOther_andIsAskedAgainSoon() {
        try (FormScenario scenario = union().answers(SECOND, 500, "")) {
            scenario.finds(KEY);
            scenario.publishes(SECOND, jwkSet(OTHER)).after(Duration.ofMinutes(1));
            assertThat(scenario.requests(SECOND)).isEqualTo(2);
            scenario.finds(OTHER);
        }
    }

    @Test
    void oneThatGoesDown_keepsItsKeys_forAsLongAsKeysMayBeStale() {
        try (FormScenario scenario = union()) {
            scenario.finds(OTHER);
            scenario.answers(SECOND, 500, "");
            for (int hour = 0; hour < 6; hour++) {
                scenario.after(Duration.ofHours(1)).finds(OTHER);
            }
            for (int hour = 0; hour < 20; hour++) {
                scenario.after(Duration.ofHours(1)).finds(KEY);
            }
            assertThat(scenario.refusalOf(OTHER).reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
            scenario.finds(KEY);
        }
    }

    /** It may be where nothing can be had from: 503, and not 401. */
    @Test
    void aKeyThatIsInNoneOfThoseThatAnswer_isUnavailable_notUnknown() {
        try (FormScenario scenario = union().answers(SECOND, 500, "")) {
            scenario.finds(KEY);
            assertThat(scenario.refusalOf(OTHER).reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
            scenario.publishes(FIRST, jwkSet(KEY, NEXT))
                    .after(Duration.ofMinutes(1))
                    .finds(NEXT);
        }
    }

    @Test
    void aNewKeyInOneThatAnswers_isFoundAtOnceWhileTheOtherIsDown() {
        try (FormScenario scenario = union().answers(SECOND, 500, "")) {
            scenario.finds(KEY);
            scenario.publishes(FIRST, jwkSet(KEY, NEXT))
                    .after(Duration.ofSeconds(1))
                    .finds(NEXT);
        }
    }

    @Test
    void ifAllAreDown_theKeysAreUnavailable() {
        try (FormScenario scenario = union().answers(FIRST, 500, "").answers(SECOND, 500, "")) {
            assertThat(scenario.refusalOf(KEY).reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
        }
    }

    @Test
    void a304_leavesAPartAsItIs() {
        try (FormScenario scenario = union().publishes(FIRST, jwkSet(KEY), "etag", "\"a\"")) {
            scenario.finds(KEY);
            scenario.answers(FIRST, 304, "").publishes(SECOND, jwkSet(NEXT));
            scenario.after(Duration.ofMinutes(1)).finds(NEXT);
            scenario.finds(KEY);
        }
    }

    @Test
    void oneUri_orOneTwice_isRefused() {
        assertThatThrownBy(() -> KeyLocation.firstOf(FIRST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyLocation.allOf(FIRST, FIRST)).isInstanceOf(IllegalArgumentException.class);
        TrustedIssuer insecure =
                TrustedIssuer.of(FormScenario.ISSUER).withKeysAt(KeyLocation.firstOf(FIRST, "http://two.example.com/"));
        assertThatThrownBy(() -> KeyFetcher.builder().trust(insecure).build())
                .hasMessageContaining("the scheme is http");
    }
}
