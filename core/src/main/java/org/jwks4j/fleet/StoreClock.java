package org.jwks4j.fleet;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;

/** Two clocks: this node's wall clock, and the store's, as it told at its last answer and has gone on since. */
final class StoreClock {
    /** A store's time after this one is not believed. */
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    private final Environment environment;
    private volatile @Nullable Told told;

    StoreClock(Environment environment) {
        this.environment = environment;
    }

    /**
     * What the store has answered.
     *
     * @param now empty if the store has no clock
     * @param askedAt when it was asked: it has looked at its clock since, and before the answer came
     */
    void says(Optional<Instant> now, long askedAt) {
        told = now.filter(instant -> instant.isAfter(Instant.EPOCH) && instant.isBefore(LATEST))
                .map(instant -> new Told(instant, askedAt, environment.now()))
                .orElse(null);
    }

    /** The latest that one of the two may say: nothing seems younger because an answer took a while. */
    Instant now() {
        Instant wall = environment.wallClock();
        Told store = told;
        Instant other = store == null ? wall : store.latest(environment.now());
        return other.isAfter(wall) ? other : wall;
    }

    /** What both clocks said then, or would have said; of the store's, the earliest that it may be. */
    AskedAt at(long time) {
        long ago = environment.now() - time;
        Told store = told;
        return new AskedAt(
                environment.wallClock().minusNanos(ago).toEpochMilli(),
                store == null ? AskedAt.NO_CLOCK : store.earliest(time).toEpochMilli());
    }

    /**
     * With what the store's clock would have said, if the store was away then.
     *
     * @param time of the same
     */
    AskedAt completed(AskedAt known, long time) {
        return known.isToldByStore() || known.equals(AskedAt.NEVER)
                ? known
                : new AskedAt(known.wallMillis(), at(time).storeMillis());
    }

    /** @param now somewhen between these two, by {@link Environment#now()} */
    private record Told(Instant now, long askedAt, long answeredAt) {
        Instant latest(long time) {
            return now.plusNanos(time - askedAt);
        }

        Instant earliest(long time) {
            return now.plusNanos(time - answeredAt);
        }
    }
}
