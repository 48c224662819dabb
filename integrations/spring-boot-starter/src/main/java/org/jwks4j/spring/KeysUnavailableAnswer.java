package org.jwks4j.spring;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.http.BearerAuthentication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is answered while an issuer's keys cannot be had: 503, and when to come back.
 *
 * @param retryAfter whole seconds for {@code Retry-After}; 1 if the failure does not say, as when the fetch goes on behind it
 */
record KeysUnavailableAnswer(long retryAfter) {
    static final int STATUS = 503;

    private static final Logger LOG = LoggerFactory.getLogger(KeysUnavailableAnswer.class);

    /** The answer to a failure of authentication; empty if that is not about keys of ours. */
    static Optional<KeysUnavailableAnswer> to(@Nullable Throwable failure) {
        return TokenException.in(failure)
                .filter(cause -> cause.httpStatus() == STATUS)
                .map(KeysUnavailableAnswer::to);
    }

    /** The outage itself is in the fetcher's log, once; a line for each request would bury it. */
    private static KeysUnavailableAnswer to(TokenException cause) {
        LOG.debug("answered 503", cause);
        return new KeysUnavailableAnswer(BearerAuthentication.retryAfter(cause).orElse(1));
    }
}
