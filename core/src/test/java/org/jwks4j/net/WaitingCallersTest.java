package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingCallersTest {
    private final WaitingCallers callers = new WaitingCallers();
    private final List<Integer> told = new ArrayList<>();

    private CompletableFuture<Object> comes(int number) {
        CompletableFuture<Object> own = callers.add();
        own.whenComplete((value, failure) -> told.add(number));
        return own;
    }

    @Test
    void thoseWhoWait_areToldInTheOrderInWhichTheyCame() {
        IntStream.range(0, 100).forEach(this::comes);
        callers.failAll(new ClosedException());
        assertThat(told).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void whoComesAfterTheEnd_isToldAtOnce() {
        callers.failAll(new ClosedException());
        assertThat(comes(0)).isCompletedExceptionally();
    }

    @Test
    void whoWasAnswered_isNotToldAgain() {
        comes(0).complete("answer");
        comes(1);
        callers.failAll(new ClosedException());
        assertThat(told).containsExactly(0, 1);
    }
}
