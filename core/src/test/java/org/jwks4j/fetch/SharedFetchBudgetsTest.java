package org.jwks4j.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.SharedFetchBudget;

/** What the issuers of one host share. */
class SharedFetchBudgetsTest {
    private static final long HALF_A_SECOND = Duration.ofMillis(500).toNanos();

    private final SharedFetchBudgets hosts = new SharedFetchBudgets();
    private final SharedFetchBudget budget = hosts.of("https://a.example/realms/1");

    private int taken(long now, long failedAt) {
        int count = 0;
        while (budget.take(now, failedAt)) {
            count++;
        }
        return count;
    }

    @Test
    void aHost_hasTwoAtOnceAndThenOneEachHalfSecond() {
        assertThat(taken(0, Environment.NEVER)).isEqualTo(2);
        assertThat(taken(HALF_A_SECOND - 1, Environment.NEVER)).isZero();
        assertThat(taken(HALF_A_SECOND, Environment.NEVER)).isEqualTo(1);
        assertThat(taken(10 * HALF_A_SECOND, Environment.NEVER)).isEqualTo(2);
    }

    @Test
    void issuersOfOneHost_shareIt() {
        taken(0, Environment.NEVER);
        assertThat(hosts.of("https://A.example/realms/2").take(0, Environment.NEVER))
                .isFalse();
        assertThat(hosts.of("https://b.example/realms/1").take(0, Environment.NEVER))
                .isTrue();
        assertThat(hosts.of("no uri").take(0, Environment.NEVER)).isTrue();
    }

    @Test
    void namesWithoutAHost_shareNothing() {
        for (String name : List.of("urn:one", "urn:two", "no uri", "nor this")) {
            SharedFetchBudget own = hosts.of(name);
            assertThat(own.take(0, Environment.NEVER)).isTrue();
            assertThat(own.take(0, Environment.NEVER)).isTrue();
            assertThat(own.take(0, Environment.NEVER)).isFalse();
        }
    }

    @Test
    void anAnswerOfBefore_doesNotTakeBackALaterOne() {
        budget.answered(100);
        budget.answered(50);
        assertThat(taken(200, 99)).isEqualTo(102);
    }

    @Test
    void aHostThatAnswers_hasAHundredMoreForThoseThatFailedBefore() {
        budget.answered(100);
        assertThat(taken(200, 100)).isEqualTo(2);
        assertThat(taken(200, 99)).isEqualTo(100);
    }

    @Test
    void eachOfAThousandHosts_hasOneBudgetOfItsOwn() {
        SharedFetchBudgets budgets = new SharedFetchBudgets();
        List<SharedFetchBudget> all = IntStream.range(0, 1_000)
                .mapToObj(i -> budgets.of("https://host-" + i + ".example/jwks"))
                .toList();

        assertThat(new HashSet<>(all)).hasSize(1_000);
        for (int i : new int[] {0, 98, 99, 100, 101, 999}) {
            SharedFetchBudget budget = budgets.of("https://HOST-" + i + ".example/another/jwks");
            assertThat(budget).isSameAs(all.get(i));
            assertThat(budget.take(0, 0)).isTrue();
            assertThat(budget.take(0, 0)).isTrue();
            assertThat(budget.take(0, 0)).isFalse();
        }
    }
}
