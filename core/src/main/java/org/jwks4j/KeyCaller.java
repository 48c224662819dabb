package org.jwks4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.Caller;
import org.jwks4j.refresh.Miss;

/**
 * A caller who needs a key of an issuer, or all of them.
 *
 * @param keyId for messages; null if no key is asked for, or a token has none
 */
record KeyCaller(
        String issuer,
        @Nullable String keyId,
        String sought,
        long arrivedAt,
        Duration deadline,
        Environment environment,
        KeySetEvents events)
        implements Caller {
    @Override
    public Throwable errorFor(Miss miss) {
        KeyFetchException error = Errors.of(miss, issuer, keyId, deadline, environment.now());
        if (error instanceof KeyNotFoundException notFound) {
            events.refused(keyId, notFound.retryAfter());
        }
        return error;
    }

    @Override
    public void servedStale(Duration age) {
        events.staleServed(age);
    }
}
