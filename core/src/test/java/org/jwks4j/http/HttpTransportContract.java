package org.jwks4j.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.AMPLE;
import static org.jwks4j.http.Exchanges.ROOMY;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

/** What each transport does with a well-behaved server. */
public abstract class HttpTransportContract {
    private static final String BODY = "{\"keys\":[]}";

    private final Queue<HttpExchange> requests = new ConcurrentLinkedQueue<>();
    private HttpTransport transport;
    private HttpServer server;

    /** The transport under test; it may ask plain http on loopback. */
    protected abstract HttpTransport create();

    @BeforeEach
    void start() throws IOException {
        transport = create();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        transport.close();
    }

    private URI answering(int status, String... headers) {
        server.createContext("/jwks", exchange -> {
            requests.add(exchange);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            boolean hasBody = status != 304 && status != 204;
            exchange.sendResponseHeaders(status, hasBody ? BODY.length() : -1);
            if (hasBody) {
                exchange.getResponseBody().write(BODY.getBytes(UTF_8));
            }
            exchange.close();
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    }

    @Test
    void answer_comesWithStatusHeadersAndBody() {
        Response response = await(transport.get(to(answering(200, "ETag", "\"a\"", "X-Two", "1", "x-two", "2"))));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("etag")).hasValue("\"a\"");
        assertThat(response.header("X-TWO")).hasValue("1, 2");
        assertThat(new String(response.body(), UTF_8)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 304, 400, 401, 404, 410, 429, 500, 503})
    void anyOtherStatus_isAnAnswerToo(int status) {
        assertThat(await(transport.get(to(answering(status)))).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isReturnedAndNotFollowed(int status) {
        Response response = await(transport.get(to(answering(status, "Location", "/jwks?elsewhere"))));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("location")).hasValue("/jwks?elsewhere");
        assertThat(requests).hasSize(1);
    }

    @Test
    void request_isAGetWithItsHeadersThatAsksForIdentity() {
        Request request = new Request(
                answering(200),
                Map.of("Accept", "application/json", "If-None-Match", "\"a\"", "accept-encoding", "gzip"),
                AMPLE,
                ROOMY);

        await(transport.get(request));

        HttpExchange received = requests.element();
        assertThat(received.getRequestMethod()).isEqualTo("GET");
        assertThat(received.getProtocol()).isEqualTo("HTTP/1.1");
        assertThat(received.getRequestHeaders())
                .containsEntry("Accept", List.of("application/json"))
                .containsEntry("If-none-match", List.of("\"a\""))
                .containsEntry("Accept-encoding", List.of("identity"));
    }

    /** Decoding is the engine's, so that it is done once and within its bounds. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate", "identity", "UTF-8", "none", ""})
    void encodedBody_isHandedOverAsItCame(String encoding) {
        Response response = await(transport.get(to(answering(200, "Content-Encoding", encoding))));

        assertThat(response.header("content-encoding")).hasValue(encoding);
        assertThat(new String(response.body(), UTF_8)).isEqualTo(BODY);
    }

    @Test
    void codingsInSeveralLines_areAllThere() {
        URI uri = answering(200, "Content-Encoding", "identity", "Content-Encoding", "gzip");

        assertThat(await(transport.get(to(uri))).header("content-encoding")).hasValue("identity, gzip");
    }

    @Test
    void refusedConnection_failsWithAnIoException() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(failureOf(transport.get(to(URI.create("http://127.0.0.1:" + port + "/")))))
                .isInstanceOf(IOException.class);
    }
}
