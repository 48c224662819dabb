package org.jwks4j.verifier;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.jwks4j.VerificationKey;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.remembered.Validity;

/**
 * What is kept of a verified token: its text and when it is valid, nothing that was parsed. It does not keep its key alive: a
 * key that its fetcher no longer holds may not be used any more.
 */
final class RememberedToken extends WeakReference<VerificationKey> {
    /** Bytes for itself, its digest, its texts' objects and its place in the table, in a JVM with compressed pointers. */
    private static final int OVERHEAD = 384;

    private final TokenJson header;
    private final TokenJson payload;
    private final JwsAlgorithm algorithm;
    private final Validity validity;

    RememberedToken(VerifiedJwt jwt, Validity validity) {
        super(jwt.key());
        this.header = jwt.headerText();
        this.payload = jwt.claims().text();
        this.algorithm = jwt.algorithm();
        this.validity = validity;
    }

    Validity validity() {
        return validity;
    }

    /** In bytes. */
    int weight() {
        return OVERHEAD + header.weight() + payload.weight();
    }

    /** Made anew, so that what a caller parses of it is kept by that caller alone; null when its key is gone. */
    @Nullable
    VerifiedJwt jwt() {
        VerificationKey key = get();
        return key == null ? null : new VerifiedJwt(header, new Claims(payload), key, algorithm);
    }
}
