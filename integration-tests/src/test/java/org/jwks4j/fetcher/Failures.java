package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jwks4j.KeyFetchException;

/** Catches what a blocking call throws. */
final class Failures {
    private Failures() {}

    static KeyFetchException of(ThrowingCallable call) {
        return catchThrowableOfType(KeyFetchException.class, call);
    }
}
