package org.jwks4j.verifier.signature;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import org.jwks4j.verifier.idle.Idle;

/** How one security provider checks signatures of one algorithm. Thread-safe. */
final class ProviderSignature {
    private final ProviderKeys keys;
    private final Maker maker;
    private final boolean der;
    private final Idle<Signature> idle = new Idle<>();

    /**
     * Makes objects when they are needed.
     *
     * @param der whether they want ECDSA signatures in DER
     */
    ProviderSignature(ProviderKeys keys, Maker maker, boolean der) {
        this.keys = keys;
        this.maker = maker;
        this.der = der;
    }

    String providerName() {
        return provider().getName();
    }

    Provider provider() {
        return keys.provider();
    }

    /**
     * Whether the signature is of the key.
     *
     * @param signature one that has the form for it, as JWS has it
     * @throws InvalidKeyException when the provider cannot use the key
     */
    boolean verifies(PublicKey key, SigningInput signingInput, byte[] signature) throws InvalidKeyException {
        Signature check = idle.take();
        if (check == null) {
            check = create();
        }
        check.initVerify(keys.own(key));
        boolean verified;
        try {
            signingInput.update(check);
            verified = check.verify(der ? EcdsaDer.of(signature) : signature);
        } catch (SignatureException e) {
            return false; // the state of the object is not specified: it is not used again
        }
        idle.putBack(check);
        return verified;
    }

    private Signature create() throws InvalidKeyException {
        try {
            return maker.make();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new InvalidKeyException(e);
        }
    }

    /** Makes a signature object that no one else has. */
    interface Maker {
        Signature make() throws NoSuchAlgorithmException, InvalidAlgorithmParameterException;
    }
}
