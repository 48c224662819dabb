package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTrustTest {
    private static final String PROPERTY = "javax.net.ssl.trustStore";

    private final String before = System.getProperty(PROPERTY, "");

    @TempDir
    Path folder;

    @AfterEach
    void restore() {
        if (before.isEmpty()) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    @Test
    void trustOfTheJvm_isReadWhenACertificateIsChecked_andOnce() throws CertificateException {
        JvmTrust trust = new JvmTrust();

        assertThat(trust.get()).isSameAs(trust.get());
        assertThat(trust.get().getAcceptedIssuers()).isNotEmpty();
    }

    @Test
    void trustThatCannotBeRead_refusesTheCertificate() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.p12"), "no key store");
        System.setProperty(PROPERTY, broken.toString());
        NamingTrustManager manager = new NamingTrustManager(new JvmTrust());

        assertThat(PemTls.create().context()).isNotNull();
        assertThatThrownBy(() -> manager.checkServerTrusted(new X509Certificate[0], "RSA"))
                .isExactlyInstanceOf(CertificateException.class) // which says nothing of the certificate
                .hasMessage("what this JVM trusts cannot be read")
                .hasCauseInstanceOf(KeyStoreException.class);
    }

    @Test
    void whereTrustCannotBeRead_noIssuerIsAccepted() {
        NamingTrustManager manager = new NamingTrustManager(() -> {
            throw new CertificateException("cannot be read");
        });

        assertThat(manager.getAcceptedIssuers()).isEmpty();
    }
}
