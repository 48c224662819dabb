package org.jwks4j.http;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jwks4j.json.Quoted;

/** A server's certificate was refused; says which one it was. Part of the causes where {@link PemTls} made the context. */
public final class UntrustedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient List<X509Certificate> chain;

    UntrustedCertificateException(List<X509Certificate> chain, CertificateException cause) {
        super(
                "the certificate was refused: " + Quoted.of(cause.getMessage()),
                cause); // it may have a name of the server's
        this.chain = chain;
    }

    /**
     * What the server showed.
     *
     * @return its own certificate first; untrusted
     */
    public List<X509Certificate> chain() {
        return chain;
    }
}
