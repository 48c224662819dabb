package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.testkit.HeldResponse;

/** The look-up that waits for no one: a withdrawn key must not stay in use because no one asks otherwise. */
class CachedOnlyTest {
    private final Scenario scenario = Scenario.warm();

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void cold_isEmptyAndAsksNobody() {
        try (Scenario cold = Scenario.direct().publishes()) {
            assertThat(cold.fetcher.getKeyIfCached(cold.token())).isEmpty();
            assertThat(cold.jwksRequests()).isZero();
        }
    }

    @Test
    void aRefreshThatIsDue_beginsInTheBackground() {
        String token = scenario.token();
        scenario.after(Duration.ofMinutes(8));
        assertThat(scenario.fetcher.getKeyIfCached(token)).isPresent();
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void pastFreshness_isEmptyUntilTheRefreshIsThere() {
        String token = scenario.token();
        scenario.after(Duration.ofMinutes(10));
        HeldResponse keys = scenario.transport.on(Scenario.JWKS).hold();
        assertThat(scenario.fetcher.getKeyIfCached(token)).isEmpty();
        keys.respond(200, scenario.issuer.jwkSet());
        assertThat(scenario.fetcher.getKeyIfCached(token)).isPresent();
    }

    @Test
    void pastFreshness_isServedWhileTheIssuerDoesNotAnswer() {
        String token = scenario.token();
        scenario.answers(503, "");
        scenario.after(Duration.ofMinutes(10));
        assertThat(scenario.fetcher.getKeyIfCached(token)).isEmpty();
        assertThat(scenario.fetcher.getKeyIfCached(token)).isPresent();
    }

    @Test
    void aKeyThatNobodyHas_isEmptyAndAsksNobody() {
        assertThat(scenario.fetcher.getKeyIfCached(scenario.inventedToken("nobody")))
                .isEmpty();
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }
}
