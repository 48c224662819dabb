package org.jwks4j.refresh;

import java.time.Duration;

/**
 * The numbers that the {@link RefreshMachine} decides by.
 *
 * @param defaultFreshness freshness lifetime of an answer that states none
 * @param minFreshness lower bound of what an answer can state
 * @param maxFreshness upper bound of what an answer can state
 * @param staleFor how long past its freshness a value is used while none newer can be fetched
 * @param maxWait how long a caller waits for a refresh past freshness
 * @param unknownBurst how many fetches unknown names may cause at once
 * @param unknownInterval after which one more is allowed
 * @param grace how long a part is kept at most after the first answer without it
 * @param obeysMustRevalidate whether an answer can forbid its use past its freshness
 */
public record RefreshSettings(
        Duration defaultFreshness,
        Duration minFreshness,
        Duration maxFreshness,
        Duration staleFor,
        Duration maxWait,
        int unknownBurst,
        Duration unknownInterval,
        Duration grace,
        boolean obeysMustRevalidate) {
    /** The same for a source that is asked again after this time, whatever an answer states. */
    public RefreshSettings withFreshness(Duration freshness) {
        return new RefreshSettings(
                freshness,
                freshness,
                freshness,
                staleFor,
                maxWait,
                unknownBurst,
                unknownInterval,
                grace,
                obeysMustRevalidate);
    }

    /** The same for a source whose answers are whole: what one of them lacks is not kept. */
    public RefreshSettings withoutGrace() {
        return new RefreshSettings(
                defaultFreshness,
                minFreshness,
                maxFreshness,
                staleFor,
                maxWait,
                unknownBurst,
                unknownInterval,
                Duration.ZERO,
                obeysMustRevalidate);
    }
}
