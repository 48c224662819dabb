package org.jwks4j.verifier.signature;

import java.security.Signature;
import java.security.SignatureException;

/** What a signature was made over (RFC 7515 §5.2). */
@FunctionalInterface
public interface SigningInput {
    /**
     * Hands it to a check; called once for each key that is tried.
     *
     * @param check was initialised with a public key
     * @throws SignatureException if the provider fails
     */
    void update(Signature check) throws SignatureException;
}
