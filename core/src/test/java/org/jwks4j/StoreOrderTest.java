package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Only what was asked for after a caller has come tells it that there is no such key: also if another node has asked, and the clocks of
 * nodes are minutes off. The clock of the store is right here.
 */
class StoreOrderTest {
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final Duration UNTIL_ALL_IS_DONE = Duration.ofSeconds(5);
    private static final long[] MINUTES_AHEAD = {-5, -1, 0, 1, 5};

    @AutoClose
    private final Fleet fleet = new Fleet();

    StoreOrderTest() {
        fleet.store.clockAhead = Duration.ZERO;
        fleet.store.tells = false;
    }

    private KeyFetcher node(long minutesAhead) {
        return fleet.node(fleet.shared(), Duration.ofMinutes(minutesAhead));
    }

    static Stream<Arguments> clocks() {
        return Stream.of(false, true)
                .flatMap(hints -> Arrays.stream(MINUTES_AHEAD)
                        .boxed()
                        .flatMap(writer ->
                                Arrays.stream(MINUTES_AHEAD).mapToObj(reader -> Arguments.of(hints, writer, reader))));
    }

    /** What a caller has that comes to the other node a moment after the key was published. */
    private void theNewKeyIsHad(Duration published) {
        KeyFetcher reader = fleet.nodes.get(1);
        fleet.after(published).publishes("one", "two");
        CompletableFuture<VerificationKey> answer =
                fleet.after(A_MOMENT).nodes.get(1).getKey(Fleet.ISSUER, "two");
        fleet.after(UNTIL_ALL_IS_DONE);
        assertThat(answer).isCompleted();
        assertThat(reader.getKey(Fleet.ISSUER, "two")).isCompleted();
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void whatWasWrittenBeforeACallerCame_isNotTheLastWord(boolean hints, long writerAhead, long readerAhead) {
        fleet.store.tells = hints;
        KeyFetcher writer = node(writerAhead);
        node(readerAhead);
        writer.refresh(Fleet.ISSUER);
        theNewKeyIsHad(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void aFetchThatBeganBeforeACallerCame_isNotTheLastWord(boolean hints, long writerAhead, long readerAhead) {
        fleet.store.tells = hints;
        oneAsksAgain(writerAhead, readerAhead);
        theNewKeyIsHad(Fleet.AN_ANSWER.dividedBy(2));
    }

    private void oneAsksAgain(long writerAhead, long readerAhead) {
        KeyFetcher writer = node(writerAhead);
        KeyFetcher reader = node(readerAhead);
        writer.refresh(Fleet.ISSUER);
        reader.refresh(Fleet.ISSUER);
        fleet.after(Duration.ofMinutes(1));
        fleet.issuerDecidesAtOnce = true;
        fleet.requests.clear();
        writer.refresh(Fleet.ISSUER);
        assertThat(fleet.requests).hasSize(1); // it is under way
    }

    /** What the store's clock said is some time ago when the answer is there. */
    @ParameterizedTest
    @MethodSource("clocks")
    void whileTheStoreIsSlow_itIsTheSame(boolean hints, long writerAhead, long readerAhead) {
        fleet.store.tells = hints;
        oneAsksAgain(writerAhead, readerAhead);
        fleet.store.readsTake = Duration.ofMillis(400);
        theNewKeyIsHad(Fleet.AN_ANSWER.dividedBy(2));
    }
}
