package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

/** An HTTP cache between us and the issuer, which may answer with what was published a while ago (RFC 9111). */
class HttpCacheTest {
    private static final Duration ONE_MILLI = Duration.ofMillis(1);

    private static String cacheControlOf(Scenario scenario, int request) {
        return scenario.transport.requests(Scenario.JWKS).get(request).headers().getOrDefault("Cache-Control", "none");
    }

    @Test
    void whoeverNeedsAnUnknownKey_isNotAnsweredOutOfACache() {
        try (Scenario scenario = Scenario.warm()) {
            scenario.issuer.rotate();
            scenario.publishes();
            assertThat(scenario.getKey()).isCompleted();
            assertThat(cacheControlOf(scenario, 0)).isEqualTo("none");
            assertThat(cacheControlOf(scenario, 1)).isEqualTo("no-cache");
        }
    }

    @Test
    void aRefreshThatIsDue_mayBeAnsweredOutOfACache() {
        try (Scenario scenario = Scenario.warm()) {
            scenario.getKey();
            scenario.after(Duration.ofMinutes(9));
            assertThat(scenario.jwksRequests()).isEqualTo(2);
            assertThat(cacheControlOf(scenario, 1)).isEqualTo("none");
        }
    }

    @Test
    void aRefreshThatSomeoneAsksFor_isNotAnsweredOutOfACache() {
        try (Scenario scenario = Scenario.warm()) {
            scenario.fetcher.refresh(Scenario.ISSUER).join();
            assertThat(cacheControlOf(scenario, 1)).isEqualTo("no-cache");
        }
    }

    @Test
    void onceKeysAreDoubted_theyAreNotHadOutOfACache() {
        try (Scenario scenario = Scenario.warm()) {
            scenario.fetcher.tryKeys(
                    scenario.token(),
                    key -> {
                        throw new IllegalStateException("the signature is wrong");
                    },
                    failure -> true);
            assertThat(cacheControlOf(scenario, 1)).isEqualTo("no-cache");
        }
    }

    @Test
    void metadataForAnUnknownKey_isNotHadOutOfACache() {
        try (Scenario scenario = Scenario.discovered().publishes()) {
            scenario.getKey();
            scenario.after(Duration.ofHours(2)); // then it may have moved
            scenario.fetcher.getKey(scenario.inventedToken("invented"));
            assertThat(scenario.transport.requests(Scenario.METADATA)).hasSize(2);
            assertThat(scenario.transport.requests(Scenario.METADATA).get(0).headers())
                    .doesNotContainKey("Cache-Control");
            assertThat(scenario.transport.requests(Scenario.METADATA).get(1).headers())
                    .containsEntry("Cache-Control", "no-cache");
        }
    }

    @Test
    void aFirstAnswerOutOfACache_isNotTheLastWordOnAKeyThatItLacks() {
        try (Scenario scenario = Scenario.direct()) {
            String old = scenario.issuer.jwkSet();
            scenario.issuer.rotate();
            scenario.transport
                    .on(Scenario.JWKS)
                    .respond(200, old, "Cache-Control", "max-age=600", "Age", "300")
                    .respondAlways(200, scenario.issuer.jwkSet(), "Cache-Control", "max-age=600");
            assertThat(scenario.getKey()).isCompleted();
            assertThat(cacheControlOf(scenario, 1)).isEqualTo("no-cache");
        }
    }

    @Test
    void aRefreshOutOfACache_doesNotSettleWhatIsUnknown() {
        try (Scenario scenario = Scenario.warm()) {
            scenario.answers(200, scenario.issuer.jwkSet(), "Age", "300");
            scenario.getKey();
            scenario.after(Duration.ofMinutes(9)); // refreshed, out of the cache
            scenario.issuer.rotate();
            scenario.publishes();
            assertThat(scenario.getKey()).isCompleted();
        }
    }

    @Test
    void aCacheThatDoesNotObey_hasTheLastWord() {
        try (Scenario scenario = Scenario.direct()) {
            scenario.answers(200, scenario.issuer.jwkSet(), "Cache-Control", "max-age=600", "Age", "300");
            String token = scenario.inventedToken("invented");
            assertThat(Scenario.failureOf(scenario.fetcher.getKey(token)).reason())
                    .isEqualTo(Reason.UNKNOWN_KEY);
            assertThat(scenario.jwksRequests()).isEqualTo(2);
            scenario.after(ONE_MILLI).fetcher.getKey(token);
            assertThat(scenario.jwksRequests()).isEqualTo(2); // it is remembered
        }
    }

    @Test
    void anExport_isAsOldAsTheAnswerWas() {
        try (Scenario scenario = Scenario.direct().publishes("Cache-Control", "max-age=1200", "Age", "200")) {
            Instant now = scenario.time.instants().instant();
            scenario.getKey();
            assertThat(scenario.fetcher.export(Scenario.ISSUER).orElseThrow().fetchedAt())
                    .isEqualTo(now.minusSeconds(200));
        }
    }
}
