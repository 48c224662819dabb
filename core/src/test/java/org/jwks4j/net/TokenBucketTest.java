package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Three at once, and then one each hundred nanoseconds. */
class TokenBucketTest {
    private final TokenBucket bucket = new TokenBucket(3, 100, 1_000);

    private int taken(long now) {
        int count = 0;
        while (bucket.tryTake(now)) {
            count++;
        }
        return count;
    }

    @Test
    void itBeginsFull_andHasOneMoreAfterEachInterval() {
        assertThat(taken(1_000)).isEqualTo(3);
        assertThat(taken(1_099)).isZero();
        assertThat(taken(1_100)).isEqualTo(1);
        assertThat(taken(1_299)).isEqualTo(1);
        assertThat(taken(1_300)).isEqualTo(1);
    }

    @Test
    void afterALongTime_itHasNoMoreThanItHolds() {
        taken(1_000);
        assertThat(taken(9_000)).isEqualTo(3);
    }

    @Test
    void itSaysWhenThereIsOne_andWhenItIsFull() {
        assertThat(bucket.isFull(1_000)).isTrue();
        assertThat(bucket.nextAt()).isEqualTo(800);
        taken(1_000);
        assertThat(bucket.nextAt()).isEqualTo(1_100);
        assertThat(bucket.isFull(1_299)).isFalse();
        assertThat(bucket.isFull(1_300)).isTrue();
    }
}
