package org.jwks4j.verifier;

import java.security.Signature;
import java.security.SignatureException;

/** What a signature was made over (RFC 7515 §5.2). */
@FunctionalInterface
interface SigningInput {
    /** Hands it to a check that was initialised with a key; as often as there are keys to try. */
    void update(Signature check) throws SignatureException;
}
