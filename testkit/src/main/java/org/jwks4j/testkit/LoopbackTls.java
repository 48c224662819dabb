package org.jwks4j.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A throw-away certificate for loopback, and both ends of TLS with it.
 *
 * @param certificate self-signed
 * @param server has the certificate's key
 * @param client trusts the certificate and nothing else
 */
record LoopbackTls(X509Certificate certificate, SSLContext server, SSLContext client) {
    private static final char[] NO_PASSWORD = new char[0];

    static LoopbackTls create() {
        KeyPair pair = KeyKind.P256.generate();
        X509Certificate certificate = Certificates.forLoopback(KeyKind.P256, pair);
        try {
            return new LoopbackTls(certificate, serverContext(pair, certificate), clientContext(certificate));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot set up TLS on loopback", e);
        }
    }

    private static SSLContext serverContext(KeyPair pair, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("issuer", pair.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(X509Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("issuer", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
