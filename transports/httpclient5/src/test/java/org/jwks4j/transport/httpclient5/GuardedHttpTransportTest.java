package org.jwks4j.transport.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.AMPLE;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
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
        String answer = "HTTP/1.1 401 Unauthorized\r\nSet-Cookie: a=b\r\nWWW-Authenticate: Basic\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n";
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

    @Test
    void closedTransport_failsWithAnIoException() {
        HttpTransport closed = create();
        closed.close();
        closed.close();

        assertThat(failureOf(closed.get(to(URI.create("http://127.0.0.1:1/")))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void close_endsAllThreads() throws Exception {
        try (RawServer server = RawServer.sending("")) {
            Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();
            HttpTransport closed = create();
            closed.get(to(server.uri()));
            await(server.requestHead());
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().matches("(jwks4j-lookup|httpclient-).*"))
                    .filter(thread -> !ofOthers.contains(thread))
                    .toList();

            closed.close();

            assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
            for (Thread thread : threads) {
                thread.join(AMPLE.toMillis());
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
