package org.jwks4j.simulation.oracle;

import java.time.Duration;

/**
 * Something that must not be.
 *
 * @param invariant which rule it breaks
 * @param time when it was seen, in nanoseconds of virtual time
 * @param message who, whose key, and what
 */
public record Violation(Invariant invariant, long time, String message) {
    @Override
    public String toString() {
        return invariant + " at " + Duration.ofNanos(time) + ": " + message;
    }
}
