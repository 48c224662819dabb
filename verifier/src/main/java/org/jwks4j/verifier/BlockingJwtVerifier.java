package org.jwks4j.verifier;

import org.jwks4j.TokenException;

/** A {@link JwtVerifier} for code that may wait: the token, verified, or the error thrown. Thread-safe. */
public final class BlockingJwtVerifier {
    private final JwtVerifier verifier;

    BlockingJwtVerifier(JwtVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Verifies a token; at once where its key is cached, at the latest after the fetcher's deadline.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the verified token
     * @throws TokenException when it is refused (401), or its keys cannot be had (503)
     */
    public VerifiedJwt verify(String token) {
        return verifier.verifyBlocking(token);
    }
}
