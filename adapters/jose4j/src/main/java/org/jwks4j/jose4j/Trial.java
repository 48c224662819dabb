package org.jwks4j.jose4j;

import java.security.PublicKey;
import java.util.List;
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

    /** The one that made the signature. */
    static PublicKey requireSigner(JsonWebSignature jws, List<VerificationKey> keys) throws UnresolvableKeyException {
        BoundClaims.check(jws, keys.get(0));
        for (VerificationKey key : keys) {
            if (signed(jws, key.publicKey())) {
                return key.publicKey();
            }
        }
        throw new NoSignerException(keys.get(0).publicKey());
    }

    private static boolean signed(JsonWebSignature jws, PublicKey key) {
        try {
            jws.setKey(key);
            return jws.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    /** The signature is of none of the keys, which jose4j shall say of one of them. */
    static final class NoSignerException extends UnresolvableKeyException {
        private static final long serialVersionUID = 1L;

        private final transient PublicKey tried;

        NoSignerException(PublicKey tried) {
            super("the signature is of none of the keys");
            this.tried = tried;
        }

        PublicKey tried() {
            return tried;
        }
    }
}
