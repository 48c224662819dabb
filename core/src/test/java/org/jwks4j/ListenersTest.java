package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcherEvent.EventsDropped;
import org.jwks4j.events.ListenerLane;
import org.jwks4j.events.ListenerThreads;
import org.jwks4j.events.Listeners;

/** Lanes of listeners: order, bounds, what is dropped, and the end. The first listener is the log. */
final class ListenersTest {
    private final List<KeyFetcherEvent> logged = new ArrayList<>();
    private final List<KeyFetcherEvent> told = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicLong now = new AtomicLong();
    private final Listeners<KeyFetcherEvent> listeners =
            Assembly.listeners(List.of(logged::add, told::add), tasks::add, now::get);

    private void happens(int times) {
        happens(listeners, times);
    }

    private static void happens(Listeners<KeyFetcherEvent> listeners, int times) {
        for (int i = 0; i < times; i++) {
            listeners.tell(number -> new KeyFetcherEvent.KeyRevoked(number, "https://issuer.example.com", "a"));
        }
    }

    /** The thread of the log gets along, those of the others do not. */
    private void onlyTheLogIsTold() {
        tasks.remove().run();
    }

    private void allAreTold() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static List<Long> numbers(List<KeyFetcherEvent> events) {
        return events.stream().map(KeyFetcherEvent::number).toList();
    }

    private static List<Long> from(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void nothing_isToldOnTheThreadThatTells() {
        happens(3);
        assertThat(told).isEmpty();
        assertThat(tasks).hasSize(2); // one for each listener, however many the events
        allAreTold();
        assertThat(numbers(told)).containsExactly(1L, 2L, 3L);
        assertThat(numbers(logged)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void asManyAsThereIsRoomFor_areTold() {
        happens(ListenerLane.CAPACITY);
        allAreTold();
        assertThat(numbers(told)).isEqualTo(from(1, ListenerLane.CAPACITY));
    }

    @Test
    void oneMore_isDroppedAndBothSayIt() {
        happens(ListenerLane.CAPACITY);
        onlyTheLogIsTold();
        happens(1);
        allAreTold();
        assertThat(told).hasSize(ListenerLane.CAPACITY + 1);
        assertThat(told.get(ListenerLane.CAPACITY)).isInstanceOfSatisfying(EventsDropped.class, dropped -> {
            assertThat(dropped.number()).isEqualTo(ListenerLane.CAPACITY + 1L);
            assertThat(dropped.count()).isEqualTo(1);
        });
        assertThat(logged.get(logged.size() - 1)).isInstanceOf(EventsDropped.class);
    }

    /** While it has not taken what waits, though there is room again: a flood is one gap, and one line in the log. */
    @Test
    void whatIsDropped_isOneGap() {
        happens(ListenerLane.CAPACITY);
        onlyTheLogIsTold();
        for (int i = 0; i < 5000; i++) {
            happens(1);
            tasks.removeLast().run(); // the log's
        }
        allAreTold();
        happens(1);
        allAreTold();
        long last = ListenerLane.CAPACITY + 5001L;
        assertThat(numbers(told).subList(ListenerLane.CAPACITY, told.size())).containsExactly(last - 1, last);
        assertThat(((EventsDropped) told.get(ListenerLane.CAPACITY)).count()).isEqualTo(5000);
        assertThat(logged.stream().filter(EventsDropped.class::isInstance)).hasSize(1);
    }

    @Test
    void oneThatThrows_isToldTheNextAllTheSame() {
        List<Long> heard = new ArrayList<>();
        KeyFetcherEvent.Listener broken = event -> {
            heard.add(event.number());
            throw new AssertionError("broken listener");
        };
        happens(Assembly.listeners(List.of(logged::add, broken), Runnable::run, now::get), 2);
        assertThat(heard).containsExactly(1L, 2L);
        assertThat(numbers(logged)).containsExactly(1L, 2L);
    }

    @Test
    void anExecutorThatRefuses_isAskedAgainWithTheNextEvent() {
        List<Runnable> refused = new ArrayList<>();
        Listeners<KeyFetcherEvent> busy = Assembly.listeners(
                List.of(told::add),
                task -> {
                    if (refused.isEmpty()) {
                        refused.add(task);
                        throw new RejectedExecutionException();
                    }
                    task.run();
                },
                now::get);
        happens(busy, 1);
        assertThat(told).isEmpty();
        happens(busy, 1);
        assertThat(numbers(told)).containsExactly(1L, 2L);
    }

    @Test
    void whatWaitsAtTheEnd_isToldAndNothingNew() {
        happens(2);
        listeners.close();
        happens(1);
        allAreTold();
        assertThat(numbers(told)).containsExactly(1L, 2L);
    }

    /** A thread that told all is its pool's again only a moment later; the event of that moment may be the last. */
    @Test
    void anEventWhileTheOnlyThreadIsNotFreeYet_isToldByIt() throws InterruptedException {
        ExecutorService threads = ListenerThreads.start(1);
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        threads.execute(() -> awaitQuietly(free));
        threads.execute(told::countDown);
        free.countDown();
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Held up by one that blocks, a thread of a listener ends with the fetcher; the other one was told all. */
    @Test
    void oneThatBlocks_holdsUpNobodyAndIsInterruptedAtTheEnd() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(3);
        KeyFetcherEvent.Listener blocking = event -> {
            blocked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.countDown();
            }
        };
        ExecutorService threads = ListenerThreads.start(2);
        Listeners<KeyFetcherEvent> two =
                Assembly.listeners(List.of(event -> heard.countDown(), blocking), threads, now::get);
        happens(two, 3);
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();

        now.addAndGet(ListenerLane.LONGEST_AFTER_CLOSE);
        two.close(); // not over a second yet
        assertThat(ended.getCount()).isOne();
        now.addAndGet(1);
        two.close();
        threads.shutdown();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
}
