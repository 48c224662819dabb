package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Transition.Ignore;
import org.jwks4j.refresh.Transition.Serve;

/** Values that were fetched elsewhere and come without a flight. Times are nanoseconds. */
class OfferTest {
    private static final RefreshSettings RULES = Rules.DEFAULTS;
    private static final RefreshMachine<String> MACHINE = new RefreshMachine<>(RULES, true);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final Failure FAILURE = new Failure(new IllegalStateException("down"), Optional.empty());

    private static Transition<String> offered(RefreshState<String> state, Fetched<String> fetched, long now) {
        return MACHINE.offered(state, known -> fetched, now, Instant.EPOCH, 0.5);
    }

    private static Snapshot<String> snapshotAfter(Transition<String> transition) {
        assertThat(transition).isInstanceOf(Serve.class);
        return ((Serve<String>) transition).snapshot();
    }

    private static RefreshState<String> warm(long askedAt) {
        return offered(RefreshState.cold(RULES), Fetched.of("old", askedAt), askedAt)
                .state();
    }

    private static RefreshState<String> failed(RefreshState<String> state, long failedAt) {
        Flight flight = Flight.at(failedAt);
        return MACHINE.fail(state.flying(flight), flight, FAILURE, failedAt, Instant.EPOCH, 0.5)
                .state();
    }

    @Test
    void aColdSource_takesIt() {
        Snapshot<String> taken =
                snapshotAfter(offered(RefreshState.cold(RULES), Fetched.of("new", MINUTE), 2 * MINUTE));
        assertThat(taken.value()).isEqualTo("new");
        assertThat(taken.requestedAt()).isEqualTo(MINUTE);
        assertThat(taken.generation()).isEqualTo(1);
    }

    @Test
    void whatIsNewer_isTaken_andWhatIsAsOldIsNot() {
        assertThat(snapshotAfter(offered(warm(MINUTE), Fetched.of("new", MINUTE + 1), 2 * MINUTE))
                        .value())
                .isEqualTo("new");
        assertThat(offered(warm(MINUTE), Fetched.of("new", MINUTE), 2 * MINUTE)).isInstanceOf(Ignore.class);
    }

    @Test
    void whileAFetchIsUnderWay_itIsNotEvenRead() {
        RefreshState<String> flying = warm(MINUTE).flying(Flight.at(MINUTE));
        Transition<String> transition = MACHINE.offered(flying, OfferTest::unread, 2 * MINUTE, Instant.EPOCH, 0.5);
        assertThat(transition).isEqualTo(new Ignore<>(flying));
    }

    private static Fetched<String> unread(@Nullable String known) {
        throw new AssertionError("it was read, given " + known);
    }

    @Test
    void itIsReadAgainstWhatThereIs() {
        Transition<String> transition = MACHINE.offered(
                warm(MINUTE), known -> Fetched.of(known + "er", MINUTE + 1).asBefore(), 2 * MINUTE, Instant.EPOCH, 0.5);
        assertThat(snapshotAfter(transition).value()).isEqualTo("older");
        assertThat(snapshotAfter(transition).generation()).isEqualTo(1);
    }

    @Test
    void whatHasNothingUsable_isNotTaken() {
        Fetched<String> unusable = Fetched.of("none", MINUTE + 1).unusable(new IllegalStateException());
        assertThat(offered(warm(MINUTE), unusable, 2 * MINUTE)).isInstanceOf(Ignore.class);
    }

    @Test
    void whatIsTooOldToBeUsed_isNotTaken() {
        long longest = RULES.defaultFreshness().plus(RULES.staleFor()).toNanos();
        assertThat(offered(RefreshState.cold(RULES), Fetched.of("old", 0), longest - 1))
                .isInstanceOf(Serve.class);
        assertThat(offered(RefreshState.cold(RULES), Fetched.of("old", 0), longest))
                .isInstanceOf(Ignore.class);
    }

    @Test
    void failuresFromBeforeItWasAskedFor_areOver() {
        RefreshState<String> failing = failed(warm(MINUTE), 2 * MINUTE);
        assertThat(failing.failures().count()).isEqualTo(1);
        RefreshState<String> after =
                offered(failing, Fetched.of("new", 2 * MINUTE + 1), 3 * MINUTE).state();
        assertThat(after.failures()).isEqualTo(Failures.NONE);
    }

    @Test
    void failuresSinceItWasAskedFor_areNot() {
        RefreshState<String> failing = failed(warm(MINUTE), 2 * MINUTE);
        Transition<String> transition = offered(failing, Fetched.of("new", 2 * MINUTE), 3 * MINUTE);
        assertThat(snapshotAfter(transition).value()).isEqualTo("new");
        assertThat(transition.state().failures()).isEqualTo(failing.failures());
        assertThat(transition.state().snapshot()).isEqualTo(snapshotAfter(transition));
    }

    @Test
    void onlyWhoMustHaveTheNewest_wantsNothingOutOfACache() {
        RefreshState<String> warm = warm(MINUTE);
        long now = 2 * MINUTE;
        assertThat(MACHINE.newer(warm, now, Flight.at(now)).start().wantsNewest())
                .isTrue();
        assertThat(MACHINE.unknown(warm, "kid x", now, false, now, Flight.at(now))
                        .start()
                        .wantsNewest())
                .isTrue();
        assertThat(MACHINE.doubt(warm, now, true, true, now, Flight.at(now))
                        .start()
                        .wantsNewest())
                .isTrue();
        assertThat(MACHINE.need(RefreshState.cold(RULES), now, true, now, Flight.at(now))
                        .start()
                        .wantsNewest())
                .isFalse();
    }

    @Test
    void aFailureBefore_isOverIfTheOfferWasAskedForSince() {
        RefreshState<String> held = failed(warm(MINUTE), 3 * MINUTE);
        assertThat(failuresAfter(held, Fetched.of("new", 3 * MINUTE + 1))).isZero();
        assertThat(failuresAfter(held, Fetched.of("new", 3 * MINUTE))).isEqualTo(1);
        assertThat(failuresAfter(held, Fetched.of("new", 2 * MINUTE))).isEqualTo(1);
    }

    private static int failuresAfter(RefreshState<String> state, Fetched<String> fetched) {
        return offered(state, fetched, 4 * MINUTE).state().failures().count();
    }

    @Test
    void whatACacheHasKept_isAsOldAsTheCacheSays() {
        Duration age = Duration.ofMinutes(1);
        Fetched<String> old = Fetched.of("new", 2 * MINUTE).olderBy(age);
        Snapshot<String> taken = snapshotAfter(offered(RefreshState.cold(RULES), old, 3 * MINUTE));
        assertThat(taken.fetchedAt()).isEqualTo(Instant.EPOCH.minus(age).minus(age));
    }
}
