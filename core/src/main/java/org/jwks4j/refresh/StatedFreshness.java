package org.jwks4j.refresh;

import java.time.Duration;
import java.util.Optional;

/**
 * What an answer states about how long it may be used.
 *
 * @param lifetime from when it was asked for; empty if the answer states none
 * @param mustRevalidate whether it forbids its use past that
 */
public record StatedFreshness(Optional<Duration> lifetime, boolean mustRevalidate) {
    /** Of an answer that states nothing. */
    public static final StatedFreshness UNSTATED = new StatedFreshness(Optional.empty(), false);
}
