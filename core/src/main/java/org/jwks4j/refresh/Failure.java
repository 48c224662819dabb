package org.jwks4j.refresh;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a fetch brought nothing that can be used.
 *
 * @param cause for those who wait; nothing here looks into it
 * @param retryAfter how long we were asked to wait before the next attempt; empty if we were not
 */
public record Failure(Throwable cause, Optional<Duration> retryAfter) {}
