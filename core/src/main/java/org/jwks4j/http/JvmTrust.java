package org.jwks4j.http;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM trusts. It is read when the first certificate is to be checked, by the client's own thread: that takes longer than to
 * connect, and an issuer that is reached without TLS needs none of it. Thread-safe.
 */
final class JvmTrust implements NamingTrustManager.Decider {
    private volatile @Nullable X509ExtendedTrustManager decider;

    @Override
    public X509ExtendedTrustManager get() throws CertificateException {
        X509ExtendedTrustManager known = decider;
        if (known == null) {
            try {
                known = NamingTrustManager.deciderOf(null);
            } catch (GeneralSecurityException e) {
                throw new CertificateException("what this JVM trusts cannot be read", e);
            }
            decider = known;
        }
        return known;
    }
}
