package org.jwks4j.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LazyConnectionTest {
    private final List<CompletableFuture<String>> opened = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final LazyConnection<String> connection = new LazyConnection<>(this::open, closed::add);

    private CompletableFuture<String> open() {
        CompletableFuture<String> opening = new CompletableFuture<>();
        opened.add(opening);
        return opening;
    }

    @Test
    void nothingIsOpened_beforeTheFirstUse() {
        assertThat(opened).isEmpty();
    }

    @Test
    void allUsesShareOne_alsoWhileItIsBeingOpened() {
        CompletableFuture<String> first = connection.get();
        CompletableFuture<String> second = connection.get();
        opened.get(0).complete("one");
        assertThat(first).isCompletedWithValue("one");
        assertThat(second).isCompletedWithValue("one");
        assertThat(connection.get()).isCompletedWithValue("one");
        assertThat(opened).hasSize(1);
    }

    @Test
    void afterAFailure_theNextUseTriesAgain() {
        CompletableFuture<String> first = connection.get();
        opened.get(0).completeExceptionally(new IOException("refused"));
        assertThat(first).isCompletedExceptionally();
        CompletableFuture<String> second = connection.get();
        opened.get(1).complete("two");
        assertThat(second).isCompletedWithValue("two");
    }

    @Test
    void anOpeningThatThrows_isAFailure() {
        LazyConnection<String> throwing = new LazyConnection<>(
                () -> {
                    throw new IllegalStateException("a client that is shut down");
                },
                closed::add);
        assertThat(throwing.get()).isCompletedExceptionally();
    }

    @Test
    void closed_itOpensNothing_andEndsWhatIsOpen() {
        connection.get();
        opened.get(0).complete("one");
        connection.close();
        assertThat(closed).containsExactly("one");
        assertThat(connection.get()).isCompletedExceptionally();
        assertThat(opened).hasSize(1);
    }

    @Test
    void whatIsStillBeingOpened_isEndedOnceItIsThere() {
        connection.get();
        connection.close();
        assertThat(closed).isEmpty();
        opened.get(0).complete("late");
        assertThat(closed).containsExactly("late");
    }
}
