package org.jwks4j.jwk;

/** Leaves the reading of one JWK; becomes a {@link SkippedJwk}. */
final class UnusableJwkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SkipReason reason;

    UnusableJwkException(SkipReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    SkipReason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
