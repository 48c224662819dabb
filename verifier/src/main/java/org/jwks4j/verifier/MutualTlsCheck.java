package org.jwks4j.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.verifier.form.Subject;

/** RFC 8705 §3: the client has shown, in TLS, the certificate that the token is bound to. */
record MutualTlsCheck(X509Certificate certificate) implements PossessionCheck {
    private static final String METHOD = "x5t#S256"; // §3.1

    @Override
    public @Nullable SingleUseCheck check(VerifiedJwt jwt, TokenRules rules, Subject subject) {
        String bound = PossessionCheck.confirmation(jwt, METHOD, "a certificate", subject);
        byte[] expected = bound.getBytes(StandardCharsets.UTF_8);
        String shown = thumbprint(subject);
        if (!MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8))) {
            throw subject.refused(
                    Reason.INVALID_PROOF,
                    "its cnf has the " + METHOD + " " + Quoted.of(bound) + ", and the client's certificate is "
                            + Quoted.of(shown));
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
