package org.jwks4j.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.UntrustedCertificateException;

/**
 * Leaves every decision to another trust manager, which is asked for when there is the first to make, and adds to a refusal what was
 * refused.
 */
final class NamingTrustManager extends X509ExtendedTrustManager {
    private final Decider decides;

    NamingTrustManager(Decider decides) {
        this.decides = decides;
    }

    /** @param trusted null for what the JVM trusts */
    static X509ExtendedTrustManager deciderOf(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509 certificates"));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        named(chain, decider -> decider.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        named(chain, decider -> decider.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        named(chain, decider -> decider.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        decides.get().checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        decides.get().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        decides.get().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        try {
            return decides.get().getAcceptedIssuers();
        } catch (CertificateException e) {
            return new X509Certificate[0];
        }
    }

    private void named(X509Certificate[] chain, Check check) throws CertificateException {
        X509ExtendedTrustManager decider = decides.get();
        try {
            check.by(decider);
        } catch (CertificateException e) {
            throw new UntrustedCertificateException(List.of(chain), e);
        }
    }

    /** Who decides. */
    interface Decider {
        /**
         * The trust manager.
         *
         * @throws CertificateException if what it trusts cannot be read
         */
        X509ExtendedTrustManager get() throws CertificateException;
    }

    private interface Check {
        void by(X509ExtendedTrustManager decider) throws CertificateException;
    }
}
