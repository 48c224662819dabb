package org.jwks4j.transport.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who has a place for a look-up, and who waits. Tasks hang for as long as the test leaves them in the queue. */
final class PlacesTest {
    private final Deque<Runnable> hanging = new ArrayDeque<>();
    private final List<String> ended = new ArrayList<>();
    private final Places places = new Places(hanging::add, 3, 1);

    private boolean take(String domain) {
        return places.take(domain, () -> ended.add(domain), () -> false);
    }

    private void oneEnds() {
        hanging.remove().run();
    }

    @Test
    void aDomain_hasOnePlace() {
        assertThat(take("a")).isTrue();
        assertThat(take("a")).isTrue(); // waits for the first
        assertThat(take("b")).isTrue();
        assertThat(hanging).hasSize(2);
        oneEnds();
        assertThat(hanging).hasSize(2); // b, and the second of a
        oneEnds();
        oneEnds();
        assertThat(ended).containsExactly("a", "b", "a");
    }

    @Test
    void noMoreThanThereArePlaces_areAtOnce_andDomainsTakeTurns() {
        for (String domain : List.of("a", "a", "a", "b", "c", "d", "e")) {
            assertThat(take(domain)).isTrue();
        }
        assertThat(hanging).hasSize(3);
        while (!hanging.isEmpty()) {
            oneEnds();
        }
        assertThat(ended).containsExactly("a", "b", "c", "d", "e", "a", "a");
    }

    @Test
    void aDomainThatHangs_hasABoundedNumberWaiting() {
        for (int i = 0; i <= Places.WAITING_OF_ONE_DOMAIN; i++) {
            assertThat(take("a")).isTrue();
        }
        assertThat(take("a")).isFalse();
        assertThat(take("b")).isTrue();
        oneEnds();
        assertThat(take("a")).isTrue();
    }

    @Test
    void allTogether_haveABoundedNumberWaiting() {
        for (int i = 0; i < 3 + Places.WAITING; i++) {
            assertThat(take("d" + i)).isTrue();
        }
        assertThat(take("x")).isFalse();
        oneEnds();
        assertThat(take("x")).isTrue();
    }

    @Test
    void whoIsNotWaitedForAnyMore_makesRoom() {
        AtomicBoolean over = new AtomicBoolean();
        for (int i = 0; i <= Places.WAITING_OF_ONE_DOMAIN; i++) {
            places.take("a", () -> ended.add("over"), over::get);
        }
        over.set(true);
        assertThat(take("a")).isTrue();
        oneEnds();
        oneEnds();
        assertThat(ended).containsExactly("over", "a"); // the first had begun
        assertThat(hanging).isEmpty();
    }

    @Test
    void anEnd_leavesNothingBehind() {
        Places closed = new Places(
                task -> {
                    throw new RejectedExecutionException();
                },
                1,
                1);
        for (int i = 0; i < 2 * Places.WAITING; i++) {
            assertThat(closed.take("d" + i, () -> ended.add("never"), () -> false))
                    .isTrue();
        }
        assertThat(ended).isEmpty();
    }
}
