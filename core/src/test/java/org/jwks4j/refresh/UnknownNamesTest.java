package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of names that were asked for, until an answer settles them. */
class UnknownNamesTest {
    private static final long NOW = 5;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33})
    void aSourceBegins_withItsWholeBudget(int burst) {
        UnknownNames none = UnknownNames.none(Rules.withUnknownNames(burst, Duration.ofSeconds(2)));

        assertThat(none.budget()).isEqualTo(FetchBudget.full(burst));
        assertThat(FetchBudget.full(burst).tokens()).isEqualTo(burst);
        assertThat(none.asked()).isEmpty();
    }

    @Test
    void smallBudgets_areShared() {
        RefreshSettings rules = Rules.withUnknownNames(2, Duration.ofSeconds(2));

        assertThat(UnknownNames.none(rules)).isSameAs(UnknownNames.none(rules));
    }

    @Test
    void aNameWhoseCallerWasTold_isNotAskedForAnyMore() {
        UnknownNames names = UnknownNames.none(Rules.DEFAULTS).asking("a", NOW).asking("b", NOW);

        UnknownNames told = names.told("a", NOW);

        assertThat(told.asked()).isEqualTo(Map.of("b", NOW));
        assertThat(told.absent().until("a")).isGreaterThan(NOW);
        assertThat(told.told("b", NOW).asked()).isEmpty();
    }

    @Test
    void aNameThatIsNotAskedFor_isRememberedAsAbsentAllTheSame() {
        UnknownNames names = UnknownNames.none(Rules.DEFAULTS).asking("a", NOW);

        UnknownNames told = names.told("x", NOW);

        assertThat(told.asked()).isSameAs(names.asked());
        assertThat(told.absent().until("x")).isGreaterThan(NOW);
    }

    @Test
    void namesThatAreAskedFor_cannotBeChangedFromOutside() {
        UnknownNames one = UnknownNames.none(Rules.DEFAULTS).asking("a", NOW).asking("b", NOW);

        assertThatThrownBy(() -> one.asked().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> one.told("a", NOW).asked().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
