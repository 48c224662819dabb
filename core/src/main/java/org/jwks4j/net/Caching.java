package org.jwks4j.net;

import java.time.Duration;
import java.util.Optional;

/**
 * What an answer says of its own caching, for the refresh machine.
 *
 * @param lifetime how long the answer says it is fresh; empty when it does not
 * @param mustRevalidate whether it forbids use past that
 * @param validators for the next conditional request
 */
public record Caching(Optional<Duration> lifetime, boolean mustRevalidate, Validators validators) {
    /** Of a document that came with no headers of its own, or whose headers do not count. */
    public static final Caching UNSAID = new Caching(Optional.empty(), false, Validators.NONE);

    public static Caching of(CachingHeaders headers, Validators validators) {
        return new Caching(headers.freshnessLifetime(), headers.mustRevalidate(), validators);
    }
}
