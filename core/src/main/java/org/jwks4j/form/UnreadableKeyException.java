package org.jwks4j.form;

import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;

/** Leaves the reading of one PEM text; becomes a {@link SkippedJwk}. */
final class UnreadableKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SkipReason reason;

    /** @param detail for a person; quotes nothing of the key */
    UnreadableKeyException(SkipReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static UnreadableKeyException malformed(String detail) {
        return new UnreadableKeyException(SkipReason.MALFORMED, detail);
    }

    SkippedJwk skipped(@Nullable String keyId) {
        return new SkippedJwk(keyId, null, reason, String.valueOf(getMessage()));
    }
}
