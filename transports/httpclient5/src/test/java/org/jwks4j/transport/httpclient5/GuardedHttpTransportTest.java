package org.jwks4j.transport.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransportContract;
import org.jwks4j.http.RawServer;
import org.jwks4j.transport.httpclient5.Loopback.Listener;

final class GuardedHttpTransportTest extends HttpTransportContract {
    @Override
    protected HttpTransport create() {
        return Loopback.reachingAll();
    }

    @Test
    void request_saysNothingOfTheMachineAndAsksToClose() throws IOException {
        try (HttpTransport transport = create();
                RawServer server = RawServer.sendingAndClosing("HTTP/1.1 204 No Content\r\n\r\n")) {
            await(transport.get(to(URI.create(server.uri() + "/a%20b//c?d=%2F&e"))));

            assertThat(await(server.requestHead()).lines()).first().isEqualTo("GET /jwks/a%20b//c?d=%2F&e HTTP/1.1");
            assertThat(await(server.requestHead()).lines().skip(1).filter(line -> !line.isEmpty()))
                    .containsExactlyInAnyOrder(
                            "Host: 127.0.0.1:" + server.uri().getPort(),
                            "User-Agent: jwks4j",
                            "Accept-Encoding: identity",
                            "Connection: close");
        }
    }

    @Test
    void cookies_areNotSentBack() throws IOException {
        String answer = "HTTP/1.1 401 No\r\nSet-Cookie: a=b\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n";
        try (HttpTransport transport = create();
                RawServer first = RawServer.sendingAndClosing(answer)) {
            assertThat(await(transport.get(to(first.uri()))).status()).isEqualTo(401);
            try (RawServer second = RawServer.sendingAndClosing(answer)) {
                assertThat(await(transport.get(to(second.uri()))).status()).isEqualTo(401);
                assertThat(await(second.requestHead())).doesNotContainIgnoringCase("cookie");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "HTTP", "ftp", "file"})
    void anythingButHttps_isRefusedBeforeIo(String scheme) throws IOException {
        try (HttpTransport strict = GuardedHttpTransport.create();
                Listener listener = Loopback.listener(0)) {
            URI uri = URI.create(scheme + "://localhost:" + listener.port() + "/");

            assertThat(failureOf(strict.get(to(uri))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("scheme");
            assertThat(listener.wasReached()).isFalse();
        }
    }
}
