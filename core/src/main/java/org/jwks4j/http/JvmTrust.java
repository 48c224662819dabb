package org.jwks4j.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
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
                known = decider(null);
            } catch (GeneralSecurityException e) {
                throw new CertificateException("what this JVM trusts cannot be read", e);
            }
            decider = known;
        }
        return known;
    }

    /** @param trusted null for what the JVM trusts */
    static X509ExtendedTrustManager decider(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509 certificates"));
    }
}
