package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A fetch for an unknown name that another node has made: the budget of this one pays for its own. */
class AskedElsewhereTest {
    private static final RefreshSettings RULES = Rules.DEFAULTS;
    private static final RefreshMachine<String> MACHINE = new RefreshMachine<>(RULES, true);
    private static final Flight FLIGHT = Flight.at(1);

    private static int tokensAfter(Flight flight, Fetched<String> fetched, int before) {
        RefreshState<String> cold = RefreshState.cold(RULES);
        RefreshState<String> flying =
                cold.with(cold.unknown().with(new FetchBudget(before, 0))).flying(flight);
        return MACHINE.accept(flying, flight, fetched, 2, Instant.EPOCH, 0.5)
                .state()
                .unknown()
                .budget()
                .tokens();
    }

    @Test
    void whatAnotherAskedFor_isRefunded() {
        Fetched<String> byAnother = Fetched.of("keys", 1).byAnother();
        assertThat(tokensAfter(FLIGHT.forUnknownName(), byAnother, 0)).isEqualTo(1);
    }

    @Test
    void theRefund_isNoMoreThanTheBudget() {
        Fetched<String> byAnother = Fetched.of("keys", 1).byAnother();
        assertThat(tokensAfter(FLIGHT.forUnknownName(), byAnother, RULES.unknownBurst()))
                .isEqualTo(RULES.unknownBurst());
    }

    @Test
    void whatWasAskedForHere_isNotRefunded() {
        assertThat(tokensAfter(FLIGHT.forUnknownName(), Fetched.of("keys", 1), 0))
                .isZero();
    }

    @Test
    void whatWasNotPaidForByTheBudget_isNotRefunded() {
        Fetched<String> byAnother = Fetched.of("keys", 1).byAnother();
        assertThat(tokensAfter(FLIGHT, byAnother, 0)).isZero();
        assertThat(tokensAfter(FLIGHT.outOfTurn(), byAnother, 0)).isZero();
    }

    @Test
    void whoeverInsistsOnANewerValue_wantsItPastCachesOnlyIfThereIsAnOldOne() {
        RefreshState<String> cold = RefreshState.cold(RULES);
        assertThat(MACHINE.newer(cold, 1, FLIGHT).state().flight().wantsNewest())
                .isFalse();
        RefreshState<String> warm = MACHINE.accept(
                        cold.flying(FLIGHT), FLIGHT, Fetched.of("keys", 1), 2, Instant.EPOCH, 0.5)
                .state();
        assertThat(MACHINE.newer(warm, 3, Flight.at(3)).state().flight().wantsNewest())
                .isTrue();
    }

    @Test
    void whetherItRecoversUnasked_isAsItWasMade() {
        assertThat(MACHINE.recoversUnasked()).isTrue();
        assertThat(new RefreshMachine<String>(RULES, false).recoversUnasked()).isFalse();
    }
}
