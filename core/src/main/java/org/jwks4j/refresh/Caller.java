package org.jwks4j.refresh;

import java.time.Duration;

/** A caller of a {@link Lookup}: what it needs, how long it waits, and what it makes of an answer that is not there. */
public interface Caller {
    /** What is remembered as absent if it is not there. */
    String sought();

    /** When the caller came, by {@link org.jwks4j.net.Environment#now()}. */
    long arrivedAt();

    /** How long the caller waits at most. */
    Duration deadline();

    /** What its future fails with. */
    Throwable errorFor(Miss miss);

    /** It was served a value past its freshness. */
    default void servedStale(Duration age) {}
}
