package org.jwks4j.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Budget HALF = Budget.atMost(0.5, "time, × the fastest peer's", BudgetTest::overFastestPeer);

    @Test
    void atTheLimit_isMet() {
        assertThat(HALF.verdict(0.5)).isEqualTo("met");
        assertThat(Budget.atLeast(2, "", run -> 0).verdict(2)).isEqualTo("met");
    }

    @Test
    void beyondTheLimit_saysByWhichFactor() {
        assertThat(HALF.verdict(0.75)).isEqualTo("missed by ×1.50");
        assertThat(Budget.atLeast(2, "", run -> 0).verdict(1.6)).isEqualTo("missed by ×1.25");
    }

    @Test
    void row_isComputedFromTheMeasurements() {
        Results run =
                Results.byMedians(17, List.of(row("jwks4j", 1, 40), row("jose4j", 1, 200), row("nimbus", 1, 100)));
        assertThat(HALF.row(run))
                .isEqualToIgnoringNewLines("| time, × the fastest peer's | ≤ 0.500 | 0.400, met | 0.400, met |");
    }

    @Test
    void row_alsoSaysWhatTheBestIterationsComeTo() {
        Measurement disturbed = new Measurement("AUTH0", "jwks4j", 1, 40, 90, 100, 0, 1);
        Results run = Results.byMedians(17, List.of(disturbed, row("nimbus", 1, 100)));
        assertThat(HALF.row(run)).contains("| 0.900, missed by ×1.80 | 0.400, met |");
    }

    @Test
    void anotherTableOrNumberOfThreadsOrFloor_isNotLookedAt() {
        Results run = Results.byMedians(
                17, List.of(row("jwks4j", 1, 40), row("jwks4j", 2, 4), row("base64", 1, 1), row("nimbus", 1, 100)));
        assertThat(overFastestPeer(run)).isEqualTo(0.4);
        assertThat(run.time("ES256", 1, "jwks4j")).isNaN();
    }

    @Test
    void whatWasNotMeasured_isSaidSo() {
        Results run = Results.byMedians(17, List.of(row("jwks4j", 1, 40)));
        assertThat(HALF.row(run)).contains("| not measured | not measured |");
    }

    @Test
    void spreadBetweenJvms_isKept_andNotKnownOfOlderResults() {
        Measurement row = new Measurement("AUTH0", "jwks4j", 1, 40, 90, 100, 2, 1.125);
        assertThat(Measurement.parse(row.line())).isEqualTo(row);
        assertThat(Measurement.parse("AUTH0\tjwks4j\t1\t40\t90\t100\t2").spread())
                .isNaN();
    }

    @Test
    void everyBudgetOfAGroup_standsAnEmptyRun() {
        for (String group : List.of("resolve", "verify", "repeated", "rules")) {
            for (Budget budget : Group.named(group).budgets().apply(17)) {
                assertThat(budget.row(Results.byMedians(17, List.of()))).contains("not measured");
            }
        }
    }

    private static double overFastestPeer(Results run) {
        return run.time("AUTH0", 1, "jwks4j") / run.fastestPeer("AUTH0");
    }

    private static Measurement row(String name, int threads, double median) {
        return new Measurement("AUTH0", name, threads, median, median, median, 0, 1);
    }
}
