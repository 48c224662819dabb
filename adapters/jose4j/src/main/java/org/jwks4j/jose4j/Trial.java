package org.jwks4j.jose4j;

import java.security.PublicKey;
import java.util.List;
import java.util.function.Supplier;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jwks4j.VerificationKey;

/** Finds the signer among the few keys that fit a token, mostly one. */
final class Trial {
    private Trial() {}

    /** The last key is not tried: if it is not the signer, jose4j shall say so. */
    static PublicKey signer(JsonWebSignature jws, List<VerificationKey> keys) throws UnresolvableKeyException {
        BoundClaims.check(jws, keys.get(0));
        return keys.subList(0, keys.size() - 1).stream()
                .map(VerificationKey::publicKey)
                .filter(key -> signed(jws, key))
                .findFirst()
                .orElseGet(() -> keys.get(keys.size() - 1).publicKey());
    }

    /** As {@link #signer(JsonWebSignature, List)}, with more keys if none of these is the signer: one may have changed under its {@code kid}. */
    static PublicKey signer(JsonWebSignature jws, List<VerificationKey> keys, Supplier<List<VerificationKey>> others)
            throws UnresolvableKeyException {
        BoundClaims.check(jws, keys.get(0));
        for (VerificationKey key : keys) {
            if (signed(jws, key.publicKey())) {
                return key.publicKey();
            }
        }
        List<VerificationKey> more = others.get();
        return more.isEmpty() ? keys.get(0).publicKey() : signer(jws, more);
    }

    private static boolean signed(JsonWebSignature jws, PublicKey key) {
        try {
            jws.setKey(key);
            return jws.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }
}
