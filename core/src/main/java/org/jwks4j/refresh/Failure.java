package org.jwks4j.refresh;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a fetch brought nothing that can be used.
 *
 * <p>A fetch that was not attempted, because it had no turn, is no failure of the source: it is not counted,
 * and delays no other attempt.
 *
 * @param cause for those who wait; nothing here looks into it
 * @param retryAfter how long we were asked to wait before the next attempt; empty if we were not
 * @param attempted whether anyone was asked
 */
public record Failure(Throwable cause, Optional<Duration> retryAfter, boolean attempted) {
    public Failure(Throwable cause, Optional<Duration> retryAfter) {
        this(cause, retryAfter, true);
    }
}
