package org.jwks4j.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS out of PEM text (RFC 7468), as certificates come from an authority, a Kubernetes secret or {@code openssl}: which
 * certificates are trusted, and the one that we show. Host names are checked in any case.
 *
 * <pre>{@code
 * SSLContext tls = PemTls.create().withTrustedCertificates(Path.of("our-authority.pem")).context();
 * HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
 * }</pre>
 *
 * <p>Files are read when they are named; a renewed one is read by a new object. Immutable; each {@code with} method returns
 * a changed copy. A text that has not what is needed is refused with an {@link IllegalArgumentException} that quotes nothing
 * of it; a file that cannot be read, with an {@link UncheckedIOException}.
 */
public final class PemTls {
    private static final char[] NO_PASSWORD = new char[0];
    private static final PemTls DEFAULTS = new PemTls(List.of(), null);

    private final List<X509Certificate> trusted;
    private final @Nullable ClientCertificate client;

    private PemTls(List<X509Certificate> trusted, @Nullable ClientCertificate client) {
        this.trusted = trusted;
        this.client = client;
    }

    /**
     * Begins with what the JVM trusts, and no client certificate.
     *
     * @return the JVM's defaults
     */
    public static PemTls create() {
        return DEFAULTS;
    }

    /**
     * Trusts the certificates of a file, and no others: not those of the JVM.
     *
     * @param pem one or more {@code CERTIFICATE}s, of authorities or of servers themselves
     * @return a changed copy
     */
    public PemTls withTrustedCertificates(Path pem) {
        return withTrustedCertificates(read(pem));
    }

    /**
     * Trusts these certificates, and no others: not those of the JVM.
     *
     * @param pem one or more {@code CERTIFICATE}s, of authorities or of servers themselves
     * @return a changed copy
     */
    public PemTls withTrustedCertificates(String pem) {
        return new PemTls(PemText.certificates(requireNonNull(pem, "pem")), client);
    }

    /**
     * Shows a certificate to servers that ask for one.
     *
     * @param pem the {@code CERTIFICATE}, those between it and its authority, and its {@code PRIVATE KEY} (PKCS #8)
     * @return a changed copy
     */
    public PemTls withClientCertificate(Path pem) {
        return withClientCertificate(read(pem));
    }

    /**
     * Shows a certificate to servers that ask for one.
     *
     * @param pem the {@code CERTIFICATE}, those between it and its authority, and its {@code PRIVATE KEY} (PKCS #8)
     * @return a changed copy
     */
    public PemTls withClientCertificate(String pem) {
        List<X509Certificate> chain = PemText.certificates(requireNonNull(pem, "pem"));
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        return new PemTls(trusted, new ClientCertificate(chain, PemText.privateKey(pem, algorithm)));
    }

    /**
     * The context, for {@link java.net.http.HttpClient.Builder#sslContext} or {@link JdkHttpTransport#create(SSLContext)}.
     *
     * <p>What the JVM trusts is read when the first certificate is to be checked; if it cannot be read, no certificate is trusted.
     *
     * @return a new context
     */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), new TrustManager[] {trustManager()}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS cannot be set up with these certificates", e);
        }
    }

    private TrustManager trustManager() throws GeneralSecurityException, IOException {
        if (trusted.isEmpty()) {
            return new NamingTrustManager(new JvmTrust());
        }
        X509ExtendedTrustManager given = NamingTrustManager.deciderOf(trustStore());
        return new NamingTrustManager(() -> given);
    }

    private KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        return store;
    }

    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
        if (client == null) {
            return null;
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("client", client.key, NO_PASSWORD, client.chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static String read(Path pem) {
        try {
            return Files.readString(pem, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("the PEM file cannot be read: " + pem, e);
        }
    }

    /** Names how many certificates are trusted, and nothing of the key. */
    @Override
    public String toString() {
        String trust = trusted.isEmpty() ? "what the JVM trusts" : trusted.size() + " trusted certificates";
        return "PemTls[" + trust + (client == null ? "" : ", a client certificate") + "]";
    }

    private record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {}
}
