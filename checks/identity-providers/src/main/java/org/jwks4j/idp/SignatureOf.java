package org.jwks4j.idp;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jwks4j.VerificationKey;
import org.jwks4j.token.UnverifiedToken;

/** What a user of the library alone does with a key: the JDK's own signature (RFC 7518 §3.3 to §3.5, RFC 8037 §3.1). */
final class SignatureOf {
    private SignatureOf() {}

    static VerificationKey verified(UnverifiedToken token, VerificationKey key) throws GeneralSecurityException {
        Signature signature = of(token.algorithm());
        signature.initVerify(key.publicKey());
        token.update(signature);
        if (!signature.verify(token.signature())) {
            throw new GeneralSecurityException("this signature is not of the key " + key.keyId());
        }
        return key;
    }

    private static Signature of(String algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case "RS256" -> Signature.getInstance("SHA256withRSA");
            case "PS256" -> pss();
            case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case "EdDSA" -> Signature.getInstance("EdDSA");
            default -> throw new GeneralSecurityException("no signature of " + algorithm + " here");
        };
    }

    private static Signature pss() throws GeneralSecurityException {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return pss;
    }
}
