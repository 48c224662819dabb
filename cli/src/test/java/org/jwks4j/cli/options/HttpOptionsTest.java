package org.jwks4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.TestCertificate;

/** TLS, a proxy and headers of one's own reach the requests. */
class HttpOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void caFile_isWhatIsTrusted() throws IOException {
        try (FakeIssuer issuer = FakeIssuer.startHttps()) {
            Path right = Files.writeString(
                    folder.resolve("ca.pem"), issuer.certificate().rootPem());
            Path wrong = Files.writeString(
                    folder.resolve("other.pem"), TestCertificate.forLoopback().rootPem());

            assertThat(Cli.run("keys", issuer.issuer(), "--ca-file", right.toString())
                            .exitCode())
                    .isZero();
            assertThat(Cli.run("keys", issuer.issuer(), "--ca-file", wrong.toString())
                            .exitCode())
                    .isEqualTo(3);
            assertThat(Cli.run("keys", issuer.issuer()).exitCode()).isEqualTo(3);
        }
    }

    @Test
    void clientCertificate_isReadFromItsFile() throws IOException {
        Path certificate = Files.writeString(
                folder.resolve("client.pem"), TestCertificate.forLoopback().chainAndKeyPem());
        Path withoutKey = Files.writeString(
                folder.resolve("no-key.pem"), TestCertificate.forLoopback().rootPem());
        try (FakeIssuer issuer = FakeIssuer.start()) {
            Outcome good = keys(issuer, "--client-cert", certificate.toString());
            Outcome bad = keys(issuer, "--client-cert", withoutKey.toString());

            assertThat(good.exitCode()).isZero();
            assertThat(bad.exitCode()).isEqualTo(2);
            assertThat(bad.err()).contains("--client-cert: the PEM text has no private key");
        }
    }

    @Test
    void proxy_isAskedInPlaceOfTheIssuer() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (FakeIssuer issuer = FakeIssuer.start()) {
            Map<String, String> documents = Map.of(
                    issuer.metadataUri().getPath(),
                    "{\"issuer\":\"" + issuer.issuer() + "\",\"jwks_uri\":\"" + issuer.jwksUri() + "\"}",
                    issuer.jwksUri().getPath(),
                    issuer.jwkSet());
            HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            proxy.createContext("/", exchange -> {
                asked.add(exchange.getRequestURI().toString());
                byte[] body = documents.get(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            proxy.start();
            try {
                Outcome outcome = keys(
                        issuer, "--proxy", "127.0.0.1:" + proxy.getAddress().getPort());

                assertThat(outcome.exitCode()).isZero();
                assertThat(issuer.requests()).isZero();
                assertThat(asked)
                        .containsExactly(
                                issuer.metadataUri().toString(),
                                issuer.jwksUri().toString());
            } finally {
                proxy.stop(0);
            }
        }
    }

    @Test
    void proxyThatRefusesToConnect_isNamedWithItsAnswer() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.startHttps();
                ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                try (Socket connection = proxy.accept()) {
                    connection.getInputStream().read();
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the test fails by what it sees
                }
            });
            server.start();

            Outcome outcome = keys(issuer, "--proxy", "127.0.0.1:" + proxy.getLocalPort());

            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.err()).contains("the proxy refused to connect to the host: it answered 403");
            server.join();
        }
    }

    @Test
    void headers_areSentToTheIssuer() {
        try (FakeIssuer issuer = FakeIssuer.start()) {
            Outcome outcome = keys(issuer, "--header", "X-Api-Key: s3cret: 1", "--header", "X-Other:2");

            assertThat(outcome.exitCode()).isZero();
            assertThat(issuer.recordedRequests(Endpoint.JWKS).get(0).header("X-Api-Key"))
                    .contains("s3cret: 1");
            assertThat(issuer.recordedRequests(Endpoint.JWKS).get(0).header("X-Other"))
                    .contains("2");
            assertThat(outcome.all()).doesNotContain("s3cret");
        }
    }

    private static Outcome keys(FakeIssuer issuer, String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "keys";
        args[1] = issuer.issuer();
        args[2] = "--http-on-loopback";
        System.arraycopy(options, 0, args, 3, options.length);
        return Cli.run(args);
    }
}
