package org.jwks4j.transport.httpclient5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.transport.httpclient5.Loopback.Listener;

final class GuardedTlsTest {
    private static FakeIssuer issuer;

    @BeforeAll
    static void start() {
        issuer = FakeIssuer.builder().https().start();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private static HttpTransport trusting(SSLContext trust) {
        Lookup lookup = host -> new InetAddress[] {Loopback.INNER};
        return new GuardedHttpTransport(UriPolicy.HTTPS_ONLY, lookup, Loopback.ANY, trust);
    }

    private static URI jwksOn(String host) {
        URI uri = issuer.jwksUri();
        return URI.create("https://" + host + ":" + uri.getPort() + uri.getRawPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1"})
    void certificateOfTheHost_isAccepted(String host) {
        try (HttpTransport transport = trusting(issuer.sslContext())) {
            Response response = await(transport.get(to(jwksOn(host))));

            assertThat(response.status()).isEqualTo(200);
            assertThat(new String(response.body(), UTF_8)).contains("keys");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer.example", "localhost.example", "127.0.0.2"})
    void certificateOfAnotherHost_isRefused(String host) {
        try (HttpTransport transport = trusting(issuer.sslContext())) {
            assertThat(failureOf(transport.get(to(jwksOn(host))))).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void certificateThatNobodyVouchesFor_isRefused() {
        try (HttpTransport transport = trusting(SSLContexts.createDefault())) {
            assertThat(failureOf(transport.get(to(jwksOn("localhost"))))).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void silenceInTheHandshake_endsAtTheTimeoutWithItsConnection() throws IOException {
        try (HttpTransport transport = trusting(issuer.sslContext());
                Listener silent = Loopback.listener(0)) {
            URI uri = URI.create("https://localhost:" + silent.port() + "/");
            CompletableFuture<Response> answer = transport.get(to(uri, Duration.ofMillis(300)));
            try (SocketChannel connection = silent.channel().accept()) {
                assertThat(failureOf(answer)).isInstanceOf(TimeoutException.class);

                silent.readToTheEnd(connection);
            }
        }
    }

    @Test
    void requestCancelledInTheHandshake_endsItsConnection() throws IOException {
        try (HttpTransport transport = trusting(issuer.sslContext());
                Listener silent = Loopback.listener(0)) {
            CompletableFuture<Response> answer =
                    transport.get(to(URI.create("https://localhost:" + silent.port() + "/")));
            try (SocketChannel connection = silent.channel().accept()) {
                answer.cancel(true);

                silent.readToTheEnd(connection);
            }
        }
    }

    @Test
    void serverThatSpeaksNoTls_isAFailureOfTls() throws IOException {
        try (HttpTransport transport = trusting(issuer.sslContext());
                Listener plain = Loopback.listener(0)) {
            CompletableFuture<Response> answer =
                    transport.get(to(URI.create("https://localhost:" + plain.port() + "/")));
            try (SocketChannel connection = plain.channel().accept()) {
                connection.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8)));

                assertThat(failureOf(answer)).isInstanceOf(SSLException.class);
                plain.readToTheEnd(connection);
            }
        }
    }
}
