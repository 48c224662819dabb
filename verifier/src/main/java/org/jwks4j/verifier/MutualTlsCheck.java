package org.jwks4j.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.error.Reason;

/** RFC 8705 §3: the client has shown, in TLS, the certificate that the token is bound to. */
record MutualTlsCheck(X509Certificate certificate) implements PossessionCheck {
    private static final String METHOD = "x5t#S256"; // §3.1

    @Override
    public @Nullable SingleUseCheck check(VerifiedJwt jwt, TokenRules rules, Subject subject) {
        String bound = PossessionCheck.confirmation(jwt, METHOD, "a certificate", subject);
        byte[] expected = bound.getBytes(StandardCharsets.UTF_8);
        byte[] shown = thumbprint(subject).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, shown)) {
            throw subject.refused(Reason.INVALID_PROOF, "it is bound to another certificate than the client's");
        }
        return null;
    }

    private String thumbprint(Subject subject) {
        try {
            return Base64Url.encode(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw subject.refused(Reason.INVALID_PROOF, "the client's certificate cannot be encoded");
        }
    }
}
