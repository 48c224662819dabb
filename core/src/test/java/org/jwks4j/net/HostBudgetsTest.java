package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the issuers of one host share. */
class HostBudgetsTest {
    private static final long HALF_A_SECOND = Duration.ofMillis(500).toNanos();

    private final HostBudgets hosts = new HostBudgets();
    private final SharedBudget budget = hosts.of("https://a.example/realms/1");

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
    void aHostThatAnswers_hasTwentyMoreForThoseThatFailedBefore() {
        budget.answered(100);
        assertThat(taken(200, 100)).isEqualTo(2);
        assertThat(taken(200, 99)).isEqualTo(20);
    }
}
