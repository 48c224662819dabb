package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.http.HttpTransport.UntrustedCertificateException;

/** CWE-117: a certificate is a stranger's text. */
final class UntrustedCertificateExceptionTest {
    @Test
    void whatTheCertificateSays_isQuoted() {
        CertificateException cause = new CertificateException("CN=evil\r\n\u001b\u202e");

        assertThat(new UntrustedCertificateException(List.of(), cause))
                .hasMessage("the certificate was refused: \"CN=evil\\u000d\\u000a\\u001b\\u202e\"")
                .hasCause(cause);
    }
}
