package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.http.PemTls;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.TestCertificate;

/** PEM text, and real TLS with what was read out of it. */
class PemTlsTest {
    @TempDir
    private Path folder;

    @Test
    void issuerWhoseAuthorityIsTrusted_isReached() throws IOException {
        TestCertificate authority = TestCertificate.forLoopback().withNames();
        TestCertificate between = authority.withIssuer(authority);
        TestCertificate leaf = TestCertificate.forLoopback().withIssuer(between);
        Path pem = Files.writeString(folder.resolve("ca.pem"), "our authority\n" + authority.rootPem());
        try (FakeIssuer issuer = FakeIssuer.builder().https(leaf).start();
                KeyFetcher fetcher = KeyFetcher.builder()
                        .trust(TrustedIssuer.of(issuer.issuer()).withTrustedCertificates(pem))
                        .build()) {
            assertThat(fetcher.blocking().getKey(issuer.token().mint()).keyId()).isEqualTo("key-1");
        }
    }

    @Test
    void issuerOfAnotherAuthority_isNotReached() throws IOException {
        Path pem = Files.writeString(
                folder.resolve("ca.pem"), TestCertificate.forLoopback().rootPem());
        try (FakeIssuer issuer = FakeIssuer.startHttps();
                KeyFetcher fetcher = KeyFetcher.builder()
                        .trust(TrustedIssuer.of(issuer.issuer()).withTrustedCertificates(pem))
                        .build()) {
            String token = issuer.token().mint();

            assertThatThrownBy(() -> fetcher.blocking().getKey(token)).isInstanceOf(KeysUnavailableException.class);
            assertThat(issuer.requests()).isZero();
        }
    }

    @Test
    void severalCertificatesInOneText_areAllTrusted() throws Exception {
        try (FakeIssuer one = FakeIssuer.startHttps();
                FakeIssuer other = FakeIssuer.startHttps()) {
            String pem =
                    one.certificate().rootPem() + "\r\n" + other.certificate().rootPem();
            SSLContext tls = PemTls.create().withTrustedCertificates(pem).context();

            assertThat(status(tls, one.jwksUri())).isEqualTo(200);
            assertThat(status(tls, other.jwksUri())).isEqualTo(200);
        }
    }

    @Test
    void clientCertificate_isShownToAServerThatAsksForOne() throws Exception {
        TestCertificate client = TestCertificate.forLoopback().withNames("client.example");
        FakeIssuer site = FakeIssuer.startHttps();
        PemTls trusting =
                PemTls.create().withTrustedCertificates(site.certificate().rootPem());
        HttpsServer server = serverThatAsksForACertificate(site.certificate(), client);
        try (site) {
            URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
            SSLContext with =
                    trusting.withClientCertificate(client.chainAndKeyPem()).context();
            SSLContext without = trusting.context();

            assertThat(status(with, uri)).isEqualTo(204);
            assertThatThrownBy(() -> status(without, uri)).isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }

    private static HttpsServer serverThatAsksForACertificate(TestCertificate own, TestCertificate client)
            throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext tls = PemTls.create()
                .withTrustedCertificates(client.rootPem())
                .withClientCertificate(own.chainAndKeyPem())
                .context();
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = tls.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int status(SSLContext tls, URI uri) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void hostName_isCheckedAllTheSame() {
        TestCertificate other = TestCertificate.forLoopback().withNames("other.example");
        try (FakeIssuer issuer = FakeIssuer.builder().https(other).start()) {
            SSLContext tls =
                    PemTls.create().withTrustedCertificates(other.rootPem()).context();

            assertThatThrownBy(() -> status(tls, issuer.jwksUri())).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not PEM",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n====\n-----END CERTIFICATE-----\n",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
            })
    void textWithoutACertificate_isRefused(String pem) {
        assertThatIllegalArgumentException().isThrownBy(() -> PemTls.create().withTrustedCertificates(pem));
    }

    @Test
    void clientCertificateWithoutItsKey_isRefused() {
        TestCertificate certificate = TestCertificate.forLoopback();
        String pem = certificate.chainAndKeyPem();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemTls.create().withClientCertificate(certificate.rootPem()))
                .withMessageContaining("no private key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemTls.create().withClientCertificate(pem.replace("PRIVATE KEY", "EC PRIVATE KEY")))
                .withMessageContaining("openssl pkcs8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemTls.create()
                        .withClientCertificate(pem.replaceAll("(?s)BEGIN PRIVATE KEY-----.*", "")
                                + "BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
                .withMessageContaining("not EC")
                .withNoCause();
    }

    @Test
    void missingFile_isNamed() {
        assertThatThrownBy(() -> PemTls.create().withTrustedCertificates(folder.resolve("none.pem")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void nothingOfTheKey_isInItsText() {
        String pem = TestCertificate.forLoopback().chainAndKeyPem();

        assertThat(PemTls.create().withTrustedCertificates(pem).withClientCertificate(pem))
                .hasToString("PemTls[1 trusted certificates, a client certificate]");
    }
}
