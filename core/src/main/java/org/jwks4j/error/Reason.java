package org.jwks4j.error;

/** Why a token was not accepted: stable names for logs, metrics and code that depends on them. */
public enum Reason {
    /** Not a compact JWS that we read (RFC 7515 §7.1), or larger than the bounds. */
    MALFORMED_TOKEN(401),
    /** The token has no {@code iss}, so it is not known whose key it needs. */
    MISSING_ISSUER(401),
    /** The {@code iss} is not a trusted one; nothing was fetched. */
    UNTRUSTED_ISSUER(401),
    /** The issuer was revoked by this service's own operator ({@link org.jwks4j.KeyFetcher#revokeIssuer}); nothing was fetched. */
    REVOKED_ISSUER(401),
    /** The {@code alg} of the token is no signature algorithm that we know, or that a security provider here has. */
    UNSUPPORTED_ALGORITHM(401),
    /** The {@code alg} of the token is not among those that its issuer may use; nothing was fetched. */
    ALGORITHM_NOT_ALLOWED(401),
    /** The issuer was asked, and has no such key. */
    UNKNOWN_KEY(401),
    /** The key is not among those known, and the issuer was asked too often to be asked again right now. */
    UNKNOWN_KEY_THROTTLED(401),
    /** The issuer publishes the key, and it was skipped: weak, malformed, not for signatures. */
    SKIPPED_KEY(401),
    /** The key was revoked by this service's own operator ({@link org.jwks4j.KeyFetcher#revokeNow}). */
    REVOKED_KEY(401),
    /** This service has revoked the token, its session or its subject ({@link org.jwks4j.KeyFetcher#revokeTokens}). */
    REVOKED_TOKEN(401),
    /** The key is there and may not verify the token's {@code alg}. */
    ALGORITHM_MISMATCH(401),
    /** Several keys fit and nothing decides between them. */
    AMBIGUOUS_KEY(401),
    /** The signature is not of the key, or has a form that its algorithm does not allow. */
    INVALID_SIGNATURE(401),
    /** The header has a {@code crit} that we do not understand (RFC 7515 §4.1.11). */
    UNSUPPORTED_CRITICAL_HEADER(401),
    /** The {@code typ} is not an accepted one (RFC 8725 §3.11). */
    WRONG_TYPE(401),
    /** A claim that is needed is absent. */
    MISSING_CLAIM(401),
    /** A claim is there that a token of this kind must not have (RFC 8725 §3.12). */
    FORBIDDEN_CLAIM(401),
    /** A claim has the wrong JSON type (RFC 7519 §4.1). */
    MALFORMED_CLAIM(401),
    /** The {@code iss} of the claims is not the issuer of the key. */
    WRONG_ISSUER(401),
    /** The {@code aud} has none of the audiences that were asked for. */
    WRONG_AUDIENCE(401),
    /** The {@code exp} is past. */
    EXPIRED(401),
    /** The {@code nbf} is to come. */
    NOT_YET_VALID(401),
    /** The {@code iat} is to come. */
    ISSUED_IN_THE_FUTURE(401),
    /** A claim is not what it must be, by rule or by the issuer's name ({@link org.jwks4j.IssuerTemplate#withClaim}). */
    WRONG_CLAIM(401),
    /** A check that the application added is not met, or failed. */
    CHECK_FAILED(401),
    /** The token is bound to a key or certificate ({@code cnf}, RFC 7800 §3.1), and came without a proof of it. */
    MISSING_PROOF(401),
    /** The proof is not what the token is bound to, or is not for this request. */
    INVALID_PROOF(401),
    /** The DPoP proof has no current nonce of this server; one is told with the answer (RFC 9449 §9). */
    USE_DPOP_NONCE(401),
    /** The token, or its proof, may be used once, and was used before. */
    REPLAYED(401),
    /** The issuer did not answer: no connection, no name, no TLS, or cut off. */
    ISSUER_UNREACHABLE(503),
    /** The issuer did not answer in time, or the caller's deadline came first. */
    TIMEOUT(503),
    /** The issuer, or its JWKS URI, is at an address that is not public; only one that is trusted by name may be. */
    FORBIDDEN_ADDRESS(503),
    /** The issuer answered with a status that is not 200. */
    UNEXPECTED_STATUS(503),
    /** The issuer answered in a content coding that was not asked for, and that is not a sound gzip. */
    UNSUPPORTED_CONTENT_CODING(503),
    /** The issuer metadata is not what it must be: not JSON, another issuer, no usable JWKS URI. */
    INVALID_METADATA(503),
    /** The JWK Set is not what it must be: not JSON, no {@code keys}, too large. */
    INVALID_JWK_SET(503),
    /** The JWK Set has no key that can be used; it is believed once a later answer confirms it. */
    NO_USABLE_KEYS(503),
    /** So many requests were under way that this one had no turn in time; the issuer was not asked. */
    TOO_MANY_REQUESTS(503),
    /** The {@link org.jwks4j.IssuerResolver} failed, or answered with what cannot be used. */
    RESOLVER_FAILED(503),
    /** What is used once cannot be remembered: its memory is full, in all or for that key or issuer. */
    REPLAY_MEMORY_FULL(503),
    /** What is used once cannot be remembered: its memory failed. */
    REPLAY_MEMORY_FAILED(503),
    /** The waiting thread was interrupted. */
    INTERRUPTED(503),
    /** The fetcher was closed. */
    CLOSED(503);

    private final int httpStatus;

    Reason(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /**
     * What a service answers to the sender of the token: 401 if the token is at fault, 503 if the keys could not be fetched.
     *
     * @return 401 or 503
     */
    public int httpStatus() {
        return httpStatus;
    }
}
