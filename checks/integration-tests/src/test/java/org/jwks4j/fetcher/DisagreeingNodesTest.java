package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcherEvent.AnswersDisagree;

/** An endpoint some of whose nodes lack the key that tokens are signed with: no token is refused for that. */
class DisagreeingNodesTest {
    private static final Duration BETWEEN_TOKENS = Duration.ofMillis(100);

    private final Scenario scenario = Scenario.warm().after(Duration.ofMinutes(1));
    private final String token = scenario.token();
    private final String whole = scenario.issuer.jwkSet();
    private final String lacking;

    DisagreeingNodesTest() {
        String keyId = scenario.issuer.signingKeyId();
        scenario.issuer.rotate();
        scenario.issuer.retire(keyId);
        lacking = scenario.issuer.jwkSet();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    /** Tokens of the key, at ten a second, and one of an invented key each second, which has the set fetched. */
    private int refusedOf(int tokens, Runnable beforeEach) {
        int refused = 0;
        for (int i = 0; i < tokens; i++) {
            beforeEach.run();
            if (i % 10 == 0) {
                scenario.fetcher.getKey(scenario.inventedToken("invented " + i));
            }
            refused += scenario.fetcher.getKey(token).isCompletedExceptionally() ? 1 : 0;
            scenario.after(BETWEEN_TOKENS);
        }
        return refused;
    }

    @Test
    void aSetWithoutTheKeyForTenSeconds_refusesNoToken() {
        scenario.answers(200, lacking);
        assertThat(refusedOf(100, () -> {})).isZero();
        assertThat(scenario.jwksRequests()).as("it was fetched meanwhile").isGreaterThan(2);
        scenario.answers(200, whole);
        assertThat(refusedOf(50, () -> {})).isZero();
    }

    @Test
    void aCoinForEachAnswer_refusesNoToken() {
        Random coin = new Random(14);
        assertThat(refusedOf(600, () -> scenario.answers(200, coin.nextBoolean() ? whole : lacking)))
                .isZero();
        assertThat(scenario.events.all(AnswersDisagree.class)).as("told once").hasSize(1);
    }

    /** An answer each 2 s for the invented keys and one each 15 s for the missing one: nothing more. */
    @Test
    void disagreement_costsNoMoreThanTheBudgets() {
        Random coin = new Random(14);
        int before = scenario.jwksRequests();
        refusedOf(600, () -> scenario.answers(200, coin.nextBoolean() ? whole : lacking));
        assertThat(scenario.jwksRequests() - before).isLessThanOrEqualTo(2 + 60 / 2 + 60 / 15);
    }

    /** The nodes agree at last that the key is withdrawn: then it is gone five minutes after the first of these answers. */
    @Test
    void aWithdrawalAfterADisagreement_isThroughFiveMinutesAfterTheLastAnswerThatHadIt() {
        Random coin = new Random(14);
        refusedOf(600, () -> scenario.answers(200, coin.nextBoolean() ? whole : lacking));
        scenario.answers(200, lacking);
        scenario.fetcher.refresh(Scenario.ISSUER).join();
        scenario.after(Duration.ofMinutes(5));
        assertThat(scenario.fetcher.getKey(token)).isCompletedExceptionally();
    }
}
