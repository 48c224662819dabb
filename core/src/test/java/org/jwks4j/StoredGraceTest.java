package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

/** A key that an answer lacks, where nodes share a store: it is kept as if each node had fetched that answer when it was asked for. */
class StoredGraceTest {
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Duration ONE_MILLI = Duration.ofMillis(1);

    private final Fleet fleet = new Fleet();
    private final KeyFetcher first = fleet.node();
    private final KeyFetcher second = fleet.node();

    /** What is left of the grace of the answer that the first node has fetched. */
    private Duration rest = GRACE;

    StoredGraceTest() {
        fleet.publishes("one", "two");
        fleet.allAsk("one");
        wait(Duration.ofMinutes(6));
        fleet.publishes("two");
        rest = GRACE;
        first.refresh(Fleet.ISSUER);
        wait(Fleet.AN_ANSWER);
        fleet.requests.clear();
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private void wait(Duration duration) {
        fleet.after(duration);
        rest = rest.minus(duration);
    }

    /** The second node's keys are due for a refresh, and the store has newer ones. */
    private void theSecondTakesWhatIsStored() {
        wait(Duration.ofMinutes(4));
        assertThat(second.getKey(Fleet.ISSUER, "two")).isDone();
        assertThat(fleet.requests).as("it was in the store").isEmpty();
    }

    private static Duration keptFor(KeyFetcher node) {
        return node.status().get(0).missingKeys().get(0).keptFor();
    }

    @Test
    void aSetFromTheStore_hasTheGraceOfTheNodeThatFetchedIt() {
        theSecondTakesWhatIsStored();
        assertThat(keptFor(first)).isEqualTo(rest);
        assertThat(keptFor(second)).isEqualTo(rest);
        assertThat(second.getKey(Fleet.ISSUER, "one")).isCompleted();
    }

    @Test
    void theGrace_endsAtTheSameTimeForAllNodes() {
        theSecondTakesWhatIsStored();
        wait(rest.minus(ONE_MILLI));
        assertThat(first.getKey(Fleet.ISSUER, "one")).isCompleted();
        assertThat(second.getKey(Fleet.ISSUER, "one")).isCompleted();
        wait(ONE_MILLI);
        assertThat(first.status().get(0).missingKeys()).isEmpty();
        assertThat(second.status().get(0).missingKeys()).isEmpty();
        assertIsUnknown(second);
    }

    @Test
    void whoTakesASetFromTheStoreAfterItsGrace_keepsNothing() {
        wait(rest);
        assertIsUnknown(second);
    }

    @Test
    void theStore_hasOnlyWhatTheIssuerHasAnswered() {
        first.refresh(Fleet.ISSUER);
        wait(Fleet.AN_ANSWER);
        assertThat(keptFor(first)).as("kept through an answer of 304").isEqualTo(rest);
        fleet.requests.clear();
        KeyFetcher third = fleet.node();
        assertThat(third.getKey(Fleet.ISSUER, "two")).isCompleted();
        assertThat(fleet.requests).as("it was in the store").isEmpty();
        assertThat(Fleet.keyIds(first)).containsExactly("two");
        assertIsUnknown(third);
    }

    private void assertIsUnknown(KeyFetcher node) {
        CompletableFuture<VerificationKey> answer = node.getKey(Fleet.ISSUER, "one");
        wait(Duration.ofSeconds(5));
        assertThat(Fleet.failureOf(answer).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }
}
