package org.jwks4j.nimbus;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;

/** EdDSA through JCA (RFC 8037 §3.1, RFC 9864 §2.2). Ed448 too, which Nimbus has not. */
final class EdDsaVerifier implements JWSVerifier {
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519, JWSAlgorithm.Ed448);

    private final EdECPublicKey key;
    private final JCAContext jcaContext;

    EdDsaVerifier(EdECPublicKey key, JCAContext jcaContext) {
        this.key = key;
        this.jcaContext = jcaContext;
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return ALGORITHMS;
    }

    @Override
    public JCAContext getJCAContext() {
        return jcaContext;
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
        if (!names(header.getAlgorithm()) || hasExtensions(header)) {
            return false;
        }
        try {
            Signature check = signature(jcaContext.getProvider());
            check.initVerify(key);
            check.update(signingInput);
            return check.verify(signature.decode());
        } catch (SignatureException e) {
            return false; // it has a form that cannot be
        } catch (GeneralSecurityException e) {
            throw new JOSEException("cannot verify " + curve() + " signatures: " + Quoted.of(e.getMessage()), e);
        }
    }

    /** RFC 8037 §3.1: of EdDSA the key's curve says which; the other two name it. */
    private boolean names(JWSAlgorithm algorithm) {
        return JWSAlgorithm.EdDSA.equals(algorithm) || algorithm.getName().equals(curve());
    }

    /** RFC 7515 §4.1.11: nothing is understood here, so a header that says that something must be is refused. */
    private static boolean hasExtensions(JWSHeader header) {
        return header.getCriticalParams() != null || !header.isBase64URLEncodePayload();
    }

    private Signature signature(@Nullable Provider provider) throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(curve()) : Signature.getInstance(curve(), provider);
    }

    private String curve() {
        return key.getParams().getName();
    }
}
