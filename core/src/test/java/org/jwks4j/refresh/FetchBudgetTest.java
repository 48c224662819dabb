package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Three fetches at once, then one each ten seconds. */
class FetchBudgetTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final RefreshSettings RULES = Rules.withUnknownNames(3, INTERVAL);
    private static final long START = Duration.ofHours(1).toNanos();
    private static final FetchBudget SPENT = FetchBudget.full(RULES.unknownBurst())
            .refilled(RULES, START)
            .spent()
            .spent()
            .spent();

    private static FetchBudget spentAndThen(Duration later) {
        return SPENT.refilled(RULES, START + later.toNanos());
    }

    @Test
    void aSpentBudget_hasItsNextSlotAnIntervalLater() {
        assertThat(SPENT.isEmpty()).isTrue();
        assertThat(SPENT.nextSlot(RULES)).isEqualTo(START + INTERVAL.toNanos());
    }

    @Test
    void eachInterval_earnsOne() {
        assertThat(spentAndThen(INTERVAL.minusNanos(1)).tokens()).isZero();
        assertThat(spentAndThen(INTERVAL).tokens()).isEqualTo(1);
        assertThat(spentAndThen(INTERVAL.multipliedBy(2)).tokens()).isEqualTo(2);
    }

    @Test
    void whatIsLeft_isAddedTo() {
        FetchBudget oneLeft = spentAndThen(INTERVAL);
        assertThat(oneLeft.refilled(RULES, START + INTERVAL.multipliedBy(2).toNanos())
                        .tokens())
                .isEqualTo(2);
    }

    @Test
    void aPartOfAnInterval_countsTowardsTheNext() {
        FetchBudget half = spentAndThen(INTERVAL.multipliedBy(5).dividedBy(2));
        assertThat(half.spent().spent().nextSlot(RULES))
                .isEqualTo(START + INTERVAL.multipliedBy(3).toNanos());
    }

    @Test
    void aFullBudget_growsNoFurtherAndBeginsAnewWhenItIsUsed() {
        Duration quiet = INTERVAL.multipliedBy(7).dividedBy(2);
        FetchBudget full = spentAndThen(quiet);
        assertThat(full.tokens()).isEqualTo(3);
        assertThat(full.spent().spent().spent().nextSlot(RULES))
                .isEqualTo(START + quiet.plus(INTERVAL).toNanos());
        assertThat(spentAndThen(Duration.ofDays(1)).tokens()).isEqualTo(3);
    }
}
