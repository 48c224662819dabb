package org.jwks4j.verifier.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.TokenException;

/**
 * The HTTP side of bearer tokens (RFC 6750) for a service without a framework: takes the token out of a request's
 * {@code Authorization} header, and writes the headers of a refusal. Nothing that came from the token is written back.
 * Thread-safe; never blocks.
 */
public final class BearerAuthentication {
    private static final String SCHEME = "Bearer";

    private BearerAuthentication() {}

    /**
     * The token in an {@code Authorization} header (RFC 6750 §2.1). The scheme is compared without regard to case
     * (RFC 9110 §11.1). What follows it is returned as it is: whatever is no token is refused when it is verified.
     *
     * @param authorization the header's value; null if the request has none
     * @return the token; empty if there is no header, or its scheme is another one
     */
    public static Optional<String> token(@Nullable String authorization) {
        return token(SCHEME, authorization);
    }

    static Optional<String> token(String scheme, @Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        String value = authorization.strip();
        boolean fits = value.regionMatches(true, 0, scheme, 0, scheme.length());
        if (!fits || (value.length() > scheme.length() && value.charAt(scheme.length()) != ' ')) {
            return Optional.empty();
        }
        return Optional.of(value.substring(scheme.length()).strip());
    }

    /**
     * The {@code WWW-Authenticate} header for a request without a token: no error is named (RFC 6750 §3.1).
     *
     * @return the header's value, for a response with status 401
     */
    public static String challenge() {
        return SCHEME;
    }

    /**
     * The {@code WWW-Authenticate} header for a token that was refused (RFC 6750 §3). It has the name of the
     * {@linkplain TokenException#reason() reason} and no message: the message is for your own log.
     *
     * @param refusal one whose {@link TokenException#httpStatus()} is 401
     * @return the header's value
     * @throws IllegalArgumentException if the status is not 401: the token is not at fault, so no challenge is due
     */
    public static String challenge(TokenException refusal) {
        requireChallenge(refusal);
        return SCHEME + " error=\"invalid_token\", error_description=\"" + refusal.reason() + '"';
    }

    static void requireChallenge(TokenException refusal) {
        if (refusal.httpStatus() != 401) {
            throw new IllegalArgumentException(
                    refusal.reason() + " is answered " + refusal.httpStatus() + ", without a challenge");
        }
    }

    /**
     * The {@code Retry-After} header (RFC 9110 §10.2.3).
     *
     * @param refusal any
     * @return whole seconds, rounded up; empty if another try has no better chance later
     */
    public static OptionalLong retryAfter(TokenException refusal) {
        Optional<Duration> delay = refusal.retryAfter();
        return delay.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(1, delay.get().plusNanos(999_999_999).toSeconds()));
    }
}
