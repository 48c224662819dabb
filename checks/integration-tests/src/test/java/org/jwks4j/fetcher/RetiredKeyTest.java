package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;

/** New keys beside tokens of old ones, and after an outage. */
class RetiredKeyTest {
    private final Scenario scenario = Scenario.warm().after(Duration.ofMinutes(1));
    private final String retired = scenario.token();

    @AfterEach
    void close() {
        scenario.close();
    }

    private void rotateAndRetire() {
        String before = scenario.issuer.signingKeyId();
        scenario.issuer.rotate();
        scenario.issuer.retire(before);
        scenario.publishes();
    }

    @Test
    void aRetiredKeyInUse_doesNotStarveNewOnes() {
        rotateAndRetire();
        scenario.getKey().join();
        for (int second = 0; second < 301; second++) {
            scenario.fetcher.getKey(retired);
            scenario.after(Duration.ofSeconds(1));
        }
        int before = scenario.jwksRequests();
        for (int half = 1; half <= 170; half++) {
            if (half % 15 == 0) {
                rotateAndRetire();
            }
            assertThat(scenario.getKey()).as("half second %d", half).isCompleted();
            if (half % 2 == 0) {
                assertThat(Scenario.failureOf(scenario.fetcher.getKey(retired)).reason())
                        .isEqualTo(Reason.UNKNOWN_KEY);
            }
            scenario.after(Duration.ofMillis(500));
        }
        assertThat(scenario.jwksRequests() - before).isEqualTo(11);
    }

    @Test
    void afterAnOutage_aNewKeyWorksWithinEightSeconds() {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
        rotateWithoutAnswer();
        int attempts = scenario.jwksRequests();
        for (int second = 0; second < 216; second++) {
            assertThat(Scenario.failureOf(scenario.getKey())).isInstanceOf(KeysUnavailableException.class);
            scenario.after(Duration.ofSeconds(1));
        }
        assertThat(scenario.jwksRequests() - attempts).isLessThanOrEqualTo(216 / 5 + 10);
        scenario.publishes();
        int refused = 0;
        while (scenario.getKey().isCompletedExceptionally()) {
            refused++;
            scenario.after(Duration.ofSeconds(1));
        }
        assertThat(refused).isLessThanOrEqualTo(8);
    }

    private void rotateWithoutAnswer() {
        scenario.issuer.rotate();
    }
}
