package org.jwks4j.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many lines strangers can make the log write. */
class LogRateLimitTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1000); // a ticker may begin anywhere
    private final LogRateLimit budget = new LogRateLimit(time::get);

    private int take(int lines) {
        int taken = 0;
        for (int i = 0; i < lines; i++) {
            taken += budget.take().isPresent() ? 1 : 0;
        }
        return taken;
    }

    private void after(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    @Test
    void aHundredAtOnce_areWritten() {
        assertThat(take(1000)).isEqualTo(100);
    }

    @Test
    void thenOneASecond_isWritten() {
        take(1000);
        after(Duration.ofSeconds(1).minusNanos(1));
        assertThat(take(10)).isZero();
        after(Duration.ofNanos(1));
        assertThat(take(10)).isEqualTo(1);
        after(Duration.ofSeconds(30));
        assertThat(take(1000)).isEqualTo(30);
        after(Duration.ofDays(1));
        assertThat(take(1000)).isEqualTo(100);
    }

    @Test
    void whatWasLeftOut_isSaidOnce() {
        take(107);
        after(Duration.ofSeconds(2));
        assertThat(budget.take()).isEqualTo(OptionalLong.of(7));
        assertThat(budget.take()).isEqualTo(OptionalLong.of(0));
    }
}
