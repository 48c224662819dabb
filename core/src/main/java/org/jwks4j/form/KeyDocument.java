package org.jwks4j.form;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.jwk.JwkSet;

/**
 * What a document says.
 *
 * @param keys its keys
 * @param isFinal whether it says that there are no keys any more, so that no second answer need confirm it
 * @param sequence how new it is, if it counts: one with a lower number is older
 * @param refreshHint how often it wants to be asked for
 */
public record KeyDocument(JwkSet keys, boolean isFinal, Optional<BigInteger> sequence, Optional<Duration> refreshHint) {
    /** A document that says no more than its keys. */
    public static KeyDocument of(JwkSet keys) {
        return new KeyDocument(keys, false, Optional.empty(), Optional.empty());
    }

    /** SHA-256 in hex, by which two documents are known to be the same. */
    public static String digest(byte[] document) {
        return Sha256.hex(document);
    }
}
